// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Pending, UndoUpdateRequest } from '@jupyter-atrium/api';
import { readNotebook, validateNotebook } from '@jupyter-atrium/notebooks';
import fc from 'fast-check';
import { ACopy } from './a-copy';

/** What a person, or the author, does next; `at` and `by` pick what it is done to. */
type Step = { readonly kind: (typeof KINDS)[number]; readonly at: number; readonly by: number };

const KINDS = [
  ...(['edit', 'edit', 'run', 'split', 'join', 'move', 'duplicate', 'retype', 'insert', 'delete', 'save'] as const),
  ...(['rename', 'update', 'update', 'undo'] as const)
];
const steps = fc.array(fc.record({ kind: fc.constantFrom(...KINDS), at: fc.nat(99), by: fc.nat(99) }), {
  maxLength: 16
});

type Cell = { cell_type: string; id: string; source: string; metadata: object; [field: string]: unknown };

const aCell = (id: string, ...lines: string[]): Cell => {
  const run = { outputs: [], execution_count: null };
  return { cell_type: 'code', id, metadata: {}, source: lines.join('\n'), ...run };
};
const written = (cells: readonly Cell[], indent = 1): string =>
  JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, indent);

/**
 * A person with a copy, and a list of what they wrote. Every line of theirs, and of the author, is written once, so that
 * each can be counted.
 */
class Session {
  /** How often each line of the person's own must be there. */
  readonly own = new Map<string, number>();
  private readonly _copy: ACopy;
  private _released: Cell[];
  private _made = 0;

  private constructor(copy: ACopy, released: Cell[]) {
    this._copy = copy;
    this._released = released;
  }

  static async of(): Promise<Session> {
    const first = Array.from({ length: 6 }, (_, index) =>
      aCell(`c${index}`, `# part ${index}`, `load_${index}(everything)`, `plot_${index}(colour="blue")`)
    );
    return new Session(await ACopy.of({ 'lab.ipynb': written(first) }), first);
  }

  clean(): void {
    this._copy.clean();
  }

  async take({ kind, at, by }: Step): Promise<void> {
    if (kind === 'update') {
      return this._update(at, by);
    }
    if (kind === 'undo') {
      return this._undo();
    }
    const path = this._paths()[at % this._paths().length] ?? '';
    if (kind === 'rename') {
      this._copy.write({ [`renamed-${this._next()}.ipynb`]: this._copy.read(path) });
      this._copy.remove(path);
    } else {
      const cells = this._cells(path);
      this._copy.write({ [path]: written(this._edited(cells, { kind, at, by }), kind === 'save' ? 2 : 1) });
    }
  }

  /** What was lost or doubled, and notebooks that are not valid. */
  faults(): string[] {
    const lines = this._lines();
    const counts = [...this.own].filter(([line, count]) => lines.filter(each => each === line).length !== count);
    const invalid = this._paths().filter(path => {
      const reading = readNotebook(this._copy.bytes(path));
      return reading.kind !== 'notebook' || validateNotebook(reading.notebook).length > 0;
    });
    const doubled = this._paths().filter(path => {
      const ids = this._cells(path).map(({ id }) => id);
      return new Set(ids).size < ids.length;
    });
    return [...counts.map(([line]) => line), ...invalid, ...doubled];
  }

  /** The author changes a cell and adds one; the copy is brought to that. */
  private async _update(at: number, by: number): Promise<void> {
    const number = this._next();
    const [change, addition] = [`fixed_${number}()`, `added_${number}()`];
    const index = at % this._released.length;
    this._released = this._released
      .map((cell, each) => (each === index ? { ...cell, source: `${cell.source}\n${change}` } : cell))
      .toSpliced(by % this._released.length, 0, aCell(`r${number}`, addition));
    const { pending } = await this._copy.updateTo(`${number + 1}.0.0`, { 'lab.ipynb': written(this._released) });
    const found = [...this._lines(), ...pending.flatMap(askedLines)];
    expect([change, addition].filter(line => !found.includes(line))).toEqual([]);
  }

  /** A file that is not there comes back as it was before the update, as the person's own lines in it do. */
  private async _undo(): Promise<void> {
    const before = this._paths();
    await this._copy.job<UndoUpdateRequest>({ job: 'undo-update' }).catch((error: { code?: string }) => {
      expect(error.code).toBe('nothing-to-undo');
    });
    const back = this._paths().filter(path => !before.includes(path));
    back.flatMap(path => this._cells(path)).forEach(cell => this._count(cell, 1));
  }

  private _edited(cells: Cell[], { kind, at, by }: Step): Cell[] {
    const index = at % Math.max(cells.length, 1);
    const cell = cells[index];
    if (!cell || kind === 'insert') {
      return cells.toSpliced(by % (cells.length + 1), 0, aCell(`own-${this._next()}`, this._line()));
    }
    switch (kind) {
      case 'split':
        return cells.toSpliced(index, 1, ...halves(cell, `own-${this._next()}`));
      case 'join':
        return joined(cells, index);
      case 'move':
        return cells.toSpliced(index, 1).toSpliced(by % cells.length, 0, cell);
      case 'duplicate':
        this._count(cell, 1);
        return cells.toSpliced(index + 1, 0, { ...cell, id: `own-${this._next()}` });
      case 'delete':
        this._count(cell, -1);
        return cells.toSpliced(index, 1);
      default:
        return cells.with(index, this._changed(cell, { kind, at, by }));
    }
  }

  private _changed(cell: Cell, { kind, by }: Step): Cell {
    switch (kind) {
      case 'edit':
        return { ...cell, source: insertLine(cell.source, by, this._line()) };
      case 'run':
        return cell.cell_type === 'code' ? { ...cell, execution_count: by } : cell;
      case 'retype':
        return { cell_type: 'markdown', id: cell.id, metadata: {}, source: cell.source };
      default:
        return cell;
    }
  }

  private _line(): string {
    const line = `own_${this._next()}()`;
    this.own.set(line, 1);
    return line;
  }

  /** Lines of a cell come or go with it. */
  private _count({ source }: Cell, by: 1 | -1): void {
    const own = source.split('\n').filter(line => this.own.has(line));
    own.forEach(line => this.own.set(line, (this.own.get(line) ?? 0) + by));
  }

  private _next(): number {
    this._made += 1;
    return this._made;
  }

  private _paths(): string[] {
    return this._copy.names().filter(name => name.endsWith('.ipynb'));
  }

  private _cells(path: string): Cell[] {
    const { cells } = JSON.parse(this._copy.read(path)) as { cells: (Cell & { source: string | string[] })[] };
    return cells.map(cell => ({ ...cell, source: [cell.source].flat().join('') }));
  }

  private _lines(): string[] {
    return this._paths().flatMap(path => this._cells(path).flatMap(({ source }) => source.split('\n')));
  }
}

function askedLines(pending: Pending): string[] {
  return pending.kind === 'cell' ? (pending.theirs?.source.split('\n') ?? []) : [];
}

function insertLine(source: string, by: number, line: string): string {
  const lines = source.split('\n');
  return lines.toSpliced(by % (lines.length + 1), 0, line).join('\n');
}

function joined(cells: Cell[], index: number): Cell[] {
  const [cell, next] = [cells[index], cells[index + 1]];
  return cell && next?.cell_type === cell.cell_type
    ? cells.toSpliced(index, 2, { ...cell, source: `${cell.source}\n${next.source}` })
    : cells;
}

function halves(cell: Cell, id: string): Cell[] {
  const lines = cell.source.split('\n');
  const half = lines.length >> 1;
  return half === 0
    ? [cell]
    : [
        { ...cell, id, source: lines.slice(0, half).join('\n') },
        { ...cell, source: lines.slice(half).join('\n') }
      ];
}

describe('a person at work in a copy', () => {
  it('loses no line and gets none twice, whatever they and the author do, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async list => {
        const session = await Session.of();
        try {
          for (const step of list) {
            await session.take(step);
            expect(session.faults()).toEqual([]);
          }
        } finally {
          session.clean();
        }
      }),
      { numRuns: 30 }
    );
  });
});
