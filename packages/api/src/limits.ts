// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * All caps in one table: the source of validation, problems, documents and tests.
 *
 * Names end in their unit. No setting changes them.
 *
 * @see docs/operators.md, which lists them for people
 */
export const LIMITS = {
  /** Body of an ordinary API call. */
  apiBodyBytes: 1024 * 1024,
  /** Body of `putFiles` and `sealDraft`. */
  fileTableBytes: 8 * 1024 * 1024,
  /** Works asked about by one `listNewest`: the address stays below what proxies take. */
  worksAskedAbout: 100,
  jsonDepth: 64,
  /** Body of `sendChunks`; clients aim at `batchAimBytes`. */
  batchBytes: 5 * 1024 * 1024,
  batchAimBytes: 4 * 1024 * 1024,
  /** Hashes in one `haveChunks` or `fetchChunks`. */
  hashesPerCall: 4096,
  /** Raw bytes answered by one `fetchChunks`; clients aim at `fetchAimBytes`. */
  fetchBytes: 16 * 1024 * 1024,
  fetchAimBytes: 8 * 1024 * 1024,
  /** Calls of one transfer under way at once. */
  requestsInFlight: 4,
  fileBytes: 5 * 1024 * 1024 * 1024,
  filesPerRelease: 10_000,
  manifestBytes: 4 * 1024 * 1024,
  crateBytes: 256 * 1024,
  cardBytes: 8 * 1024,
  coverBytes: 1024 * 1024,
  coverPixels: 25_000_000,
  pathSegmentBytes: 255,
  pathSegments: 16,
  notebookBytes: 50 * 1000 * 1000,
  notebookCells: 10_000,
  titleCharacters: 300,
  summaryCharacters: 2000,
  authors: 100,
  tags: 40,
  tagCharacters: 60,
  noteCharacters: 1000,
  labelCharacters: 64,
  readers: 500,
  queryCharacters: 200,
  queryTerms: 16,
  pageOfWorks: 50,
  storedBytesPerPerson: 20 * 1024 * 1024 * 1024,
  draftsPerPerson: 10,
  draftIdleMs: 24 * 3_600_000,
  draftSealedMs: 7 * 24 * 3_600_000,
  ticketIdleMs: 15 * 60_000,
  ticketLifeMs: 12 * 3_600_000,
  releasesPerDay: 50,
  /** Calls of one person; of one ticket where it says transfers; of one address where nobody is known. */
  callsPerMinute: 600,
  searchesPerMinute: 300,
  writesPerMinute: 120,
  transfersPerMinute: 6000,
  /** Calls without a right credential, from one address: hundreds of people may share one. */
  failuresPerMinute: 600,
  /** Transfers the service works on at once, and those that wait before their body is read. */
  transfersRunning: 16,
  transfersQueued: 128,
  idempotencyMs: 24 * 3_600_000,
  /** Free disk below which writes are refused: the larger of the two. */
  freeDiskBytes: 2 * 1024 * 1024 * 1024,
  freeDiskShare: 0.05
} as const;
