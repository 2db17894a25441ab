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
  /** New entries in the log of a followed hub, beyond which following pauses; content of its works kept here. */
  peerEntriesPerDay: 2000,
  peerEntriesPerMinute: 100,
  peerKeptBytes: 20 * 1024 * 1024 * 1024,
  /** Open offers of a followed hub. */
  peerOffers: 20,
  /** Calls of one person; of one ticket where it says transfers; of one address where nobody is known. */
  callsPerMinute: 600,
  searchesPerMinute: 300,
  writesPerMinute: 120,
  transfersPerMinute: 6000,
  /** Calls without a right credential, from one address: hundreds of people may share one. */
  failuresPerMinute: 600,
  /** Files of the hub's log and its blobs that one address may ask for: a hub that mirrors asks once a file. */
  treeReadsPerMinute: 6000,
  /** Transfers the service works on at once, and those that wait before their body is read. */
  transfersRunning: 16,
  transfersQueued: 128,
  idempotencyMs: 24 * 3_600_000,
  /** Free disk below which writes are refused: the larger of the two. */
  freeDiskBytes: 2 * 1024 * 1024 * 1024,
  freeDiskShare: 0.05,
  /** The `.ipynb` a room starts from; and a room's document, encoded. At 80 % people are warned. */
  roomNotebookBytes: 20 * 1000 * 1000,
  /** Body of `startRoom`: the notebook as a JSON string. */
  roomBodyBytes: 40 * 1000 * 1000,
  /** The room's notebook as JSON. */
  roomJsonBytes: 64 * 1024 * 1024,
  roomCells: 5000,
  /** Inline content of a cell of a room: it is inserted anew when the cell moves. */
  roomCellBytes: 200 * 1024,
  /** A value of an output that stays in the document; a larger one becomes a blob. */
  roomInlineBytes: 64 * 1024,
  roomBlobBytes: 5 * 1000 * 1000,
  /** A message of a room's WebSocket, and one update in it. */
  roomFrameBytes: 1024 * 1024,
  roomUpdateBytes: 256 * 1024,
  /** Of one connection: messages that wait, edits, and beginnings of a synchronisation. */
  roomWaitingBytes: 1024 * 1024,
  roomWaitingMessages: 200,
  roomUpdatesPerSecond: 50,
  roomSyncsPerMinute: 10,
  /** Before a WebSocket has shown a ticket. */
  roomStrangerBytes: 64 * 1024,
  roomStrangerMessages: 16,
  roomStrangerMs: 5000,
  roomDocumentsPerSocket: 5,
  roomSocketsPerPerson: 20,
  roomConnections: 200,
  presenceBytes: 2048,
  presencePerSecond: 20,
  presenceIdleMs: 60_000,
  /** Yjs client ids of one session. */
  roomClientIds: 16,
  roomTicketMs: 30_000,
  roomSessionMs: 5 * 60_000,
  roomsPerPerson: 100,
  roomMembers: 200,
  invitationsPerRoom: 20,
  invitationDays: 30,
  invitationPeople: 200,
  talkCharacters: 8000,
  talkMessages: 5000,
  versionNameCharacters: 100,
  /** A room that changes gets a version by itself that often. */
  versionEveryMs: 10 * 60_000,
  /** How long a run's claim outlives the presence of who runs it. */
  runAwayMs: 30_000,
  roomDeletedMs: 30 * 24 * 3_600_000
} as const;
