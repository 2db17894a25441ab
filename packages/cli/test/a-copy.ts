// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CopyJobRequest, CopyJobResults, JobProblem, Origin, Pending, Report } from '@jupyter-atrium/api';
import { run } from '../src/run';
import type { Files } from './releases';
import { Releases } from './releases';
import type { TestWorld } from './world';
import { HUB, makeWorld, writeFiles } from './world';

type Updated = { code: number; sentence: string; fates: Record<string, string>; pending: Pending[]; report: Report };

/** A person with a copy of the first release of a work. */
export class ACopy {
  readonly hub = new Releases();
  readonly world: TestWorld;
  readonly folder: string;

  private constructor(files: Files) {
    this.hub.publish('1.0.0', files);
    this.world = makeWorld({ fetch: this.hub.fetch });
    Object.assign(this.world.env, { ATRIUM_HUB: HUB, ATRIUM_TOKEN: 't', ATRIUM_URL: HUB });
    this.folder = join(this.world.home, 'ice');
  }

  static async of(files: Files): Promise<ACopy> {
    const copy = new ACopy(files);
    const code = await run(['get', copy.hub.opened().work, 'ice', '--json'], copy.world);
    expect({ code, reported: copy.world.reported }).toEqual({ code: 0, reported: [] });
    return copy;
  }

  /** Runs `atrium update` and answers what it says of the copy. */
  async update(...args: string[]): Promise<Updated> {
    this.world.printed.length = 0;
    const code = await run(['update', 'ice', '--json', ...args], this.world);
    const [one] = (
      JSON.parse(this.world.printed.at(-1) ?? '{}') as { updates: { report: Report; problem: JobProblem }[] }
    ).updates;
    if (!one?.report) {
      throw Object.assign(new Error(one?.problem.message), { code: one?.problem.code, exit: code });
    }
    const { report } = one;
    const fates = Object.fromEntries(report.files.map(({ path, fate }) => [path, fate]));
    return { code, sentence: report.sentence, fates, pending: report.pending, report };
  }

  /** Publishes a release and updates to it. */
  updateTo(label: string, files: Files, ...args: string[]): Promise<Updated> {
    this.hub.publish(label, files);
    return this.update(...args);
  }

  /** Runs a job about this copy as the server extension would. */
  async job<R extends CopyJobRequest>(request: Omit<R, 'folder'>): Promise<CopyJobResults[R['job']]> {
    this.world.printed.length = 0;
    this.world.readInput = async () => JSON.stringify({ folder: 'ice', ...request });
    await run(['job', '--root', this.world.home], this.world);
    const { result, problem } = JSON.parse(this.world.printed.at(-1) ?? '{}') as {
      result?: unknown;
      problem?: JobProblem;
    };
    if (problem) {
      throw Object.assign(new Error(problem.message), { code: problem.code });
    }
    return result as CopyJobResults[R['job']];
  }

  write(files: Files): void {
    writeFiles(this.folder, files);
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.folder, path));
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** Names in the copy's folder, but for the record. */
  names(path = ''): string[] {
    return readdirSync(join(this.folder, path), { recursive: true, encoding: 'utf8' })
      .filter(name => !name.startsWith('.atrium'))
      .sort();
  }

  /** All files with their content. */
  tree(): Record<string, string> {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(this.folder.length + 1));
    return Object.fromEntries(
      paths.filter(path => !path.startsWith('.atrium')).map(path => [path, this.read(path)] as const)
    );
  }

  origin(): Origin {
    return JSON.parse(this.read('.atrium/origin.json')) as Origin;
  }

  setOrigin(origin: object): void {
    writeFileSync(join(this.folder, '.atrium/origin.json'), JSON.stringify(origin));
  }

  clean(): void {
    this.world.clean();
  }
}

/** A notebook of code cells: each is a source, or an id and a source. */
export function lab(cells: readonly (string | [string, string])[], fields: Record<string, unknown> = {}): string {
  const all = cells.map((cell, index) => {
    const [id, source] = typeof cell === 'string' ? [`c${index}`, cell] : cell;
    const lines = source.split(/(?<=\n)/);
    return { cell_type: 'code', execution_count: null, id, metadata: {}, outputs: [], source: lines };
  });
  const metadata = { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } };
  return `${JSON.stringify({ cells: all, metadata, nbformat: 4, nbformat_minor: 5, ...fields }, null, 1)}\n`;
}

/** The sources of a notebook's cells. */
export function sources(text: string): string[] {
  const { cells } = JSON.parse(text) as { cells: { source: string | string[] }[] };
  return cells.map(({ source }) => (typeof source === 'string' ? source : source.join('')));
}
