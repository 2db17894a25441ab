// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Origin } from '@jupyter-atrium/api';
import { ORIGIN_TYPE } from '@jupyter-atrium/api';
import type { Fault } from '../../test/faulty-disk';
import { faultyDisk } from '../../test/faulty-disk';
import { writeFiles } from '../../test/world';
import { readCopy } from '../copies/copy';
import type { Disk } from '../files/disk';
import { realDisk, sha256 } from '../files/disk';
import type { FileAct } from './apply-changes';
import { FilesMovedError, applyChanges } from './apply-changes';
import { recover } from './recover';
import { Stage } from './stage';

const BEFORE = {
  'lab.ipynb': 'mine',
  'old/data.csv': 'to be deleted',
  'old/deep/more.csv': 'as well',
  'kept.py': 'kept',
  swap: 'a file where a folder comes',
  'back/inner.txt': 'in a folder where a file comes'
};
const AFTER = {
  'lab.ipynb': 'merged',
  'kept.py': 'kept',
  'new/week2/lab.ipynb': 'new',
  'swap/inner.txt': 'a file in it',
  back: 'the file'
};

const FAULTS: readonly Fault[] = ['kill', 'torn', 'ENOSPC', 'EIO'];
/** Each kind meets every fifth call, another one each; `ATRIUM_DEEP` lets it meet all. */
const STEP = process.env.ATRIUM_DEEP ? 1 : 5;

/** Hundreds of trees are written: in memory, where there is such a file system. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(MEMORY, 'atrium-apply-'));
  fill();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fill(): void {
  rmSync(folder, { recursive: true, force: true });
  writeFiles(folder, BEFORE);
  mkdirSync(join(folder, '.atrium'));
  writeFileSync(join(folder, '.atrium/origin.json'), JSON.stringify(origin('1.0.0')));
}

function origin(label: string): Origin {
  return {
    type: ORIGIN_TYPE,
    copy: '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e',
    work: 'https://hub.example/works/1',
    home: { hub: '', key: '' },
    via: '',
    title: 'Ice',
    release: { label, manifest: `sha256:${'a'.repeat(64)}` },
    files: {},
    paths: {},
    left: [],
    aliases: {}
  };
}

/** Every file of the copy with its content, and the release of the record. */
function tree(): Record<string, string> {
  const files: Record<string, string> = {};
  const look = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== '.atrium') {
        files[`${inner}/`] = '';
        look(inner);
      } else if (entry.isFile()) {
        files[inner] = readFileSync(join(folder, inner), 'utf8');
      }
    }
  };
  look('');
  return { ...files, label: readCopy(folder, 'ice').origin.release.label };
}

function change(disk: Disk): void {
  const copy = readCopy(folder, 'ice', disk);
  const stage = new Stage(copy, disk, () => false);
  const paths = new Set([...Object.keys(BEFORE), ...Object.keys(AFTER)]);
  const acts = [...paths].flatMap((path): FileAct[] => {
    const before = (BEFORE as Record<string, string>)[path];
    const after = (AFTER as Record<string, string>)[path];
    const staged = after === undefined ? null : stage.put(after, sha256(after));
    const act = { path, before: before === undefined ? null : sha256(before), staged, afterForm: after ?? null };
    return before === after ? [] : [act];
  });
  const undo = { state: copy.origin, pending: [], files: [] };
  const set = { update: 'now-1', kind: 'update', acts, origin: origin('2.0.0'), report: null, undo } as const;
  applyChanges(copy, set, { disk, now: () => 0, beat: () => undefined });
}

/** Lets one system call fail, then recovers as the next job would. */
function failAt(at: number, fault: Fault): void {
  const { disk } = faultyDisk(at, fault);
  try {
    change(disk);
  } catch {
    // What counts is what the next job finds.
  }
  recover(quickDisk(), readCopy(folder, 'ice'));
}

/** A disk that does not wait for syncs. */
function quickDisk(): Disk {
  return faultyDisk(-1, 'kill').disk;
}

function countCalls(): number {
  const { disk, count } = faultyDisk(-1, 'kill');
  change(disk);
  fill();
  return count();
}

describe('applyChanges', () => {
  it('puts files in place, removes others with their folders, and replaces the record', () => {
    change(realDisk);
    expect(tree()).toEqual({ ...AFTER, 'new/': '', 'new/week2/': '', 'swap/': '', label: '2.0.0' });
  });

  it('keeps the bytes from before', () => {
    change(realDisk);
    const kept = readdirSync(join(folder, '.atrium/undo/now-1')).filter(name => name.startsWith('before-'));
    const texts = kept.map(name => readFileSync(join(folder, '.atrium/undo/now-1', name), 'utf8'));
    expect(texts.sort()).toEqual([
      'a file where a folder comes',
      'as well',
      'in a folder where a file comes',
      'mine',
      'to be deleted'
    ]);
  });

  it('writes nothing if a file changed since the plan', () => {
    writeFileSync(join(folder, 'lab.ipynb'), 'edited meanwhile');
    const before = tree();
    expect(() => change(realDisk)).toThrow(FilesMovedError);
    expect(tree()).toEqual(before);
  });

  it('writes nothing where something appeared since the plan', () => {
    mkdirSync(join(folder, 'new'));
    symlinkSync('/tmp', join(folder, 'new/week2'));
    expect(() => change(realDisk)).toThrow(FilesMovedError);
    expect(existsSync('/tmp/lab.ipynb')).toBe(false);
    expect(lstatSync(join(folder, 'new/week2')).isSymbolicLink()).toBe(true);
  });

  it('lets read those who could', () => {
    chmodSync(join(folder, 'lab.ipynb'), 0o600);
    change(realDisk);
    expect(statSync(join(folder, 'lab.ipynb')).mode & 0o777).toBe(0o600);
  });

  it.each(FAULTS)('leaves the old tree or the new one, whichever call meets %s', fault => {
    const whole = { ...AFTER, 'new/': '', 'new/week2/': '', 'swap/': '', label: '2.0.0' };
    const old = tree();
    const outcomes = new Set<string>();
    const calls = countCalls();
    for (let at = FAULTS.indexOf(fault) % STEP; at < calls; at += STEP) {
      fill();
      failAt(at, fault);
      const found = tree();
      expect({ at, tree: found }).toEqual({ at, tree: found.label === '1.0.0' ? old : whole });
      outcomes.add(found.label ?? '');
    }
    expect([...outcomes].sort()).toEqual(['1.0.0', '2.0.0']);
  });

  it('leaves alone what somebody edited between a crash and the recovery, and keeps the bytes from before', () => {
    const calls = countCalls();
    let edited = 0;
    for (let at = 0; at < calls && edited === 0; at++) {
      fill();
      try {
        change(faultyDisk(at, 'kill').disk);
      } catch {
        // As a killed process leaves it.
      }
      const isHalfDone = existsSync(join(folder, '.atrium/journal.json')) && tree()['lab.ipynb'] === 'merged';
      if (isHalfDone && tree().label === '1.0.0') {
        edited += 1;
        writeFileSync(join(folder, 'lab.ipynb'), 'edited since');
        expect(recover(realDisk, readCopy(folder, 'ice'))).toEqual(['lab.ipynb']);
        const texts = readdirSync(join(folder, '.atrium/undo/now-1'))
          .filter(name => name.startsWith('before-'))
          .map(name => readFileSync(join(folder, '.atrium/undo/now-1', name), 'utf8'));
        expect(texts).toContain('mine');
        expect(tree()).toMatchObject({ 'lab.ipynb': 'edited since', 'old/data.csv': 'to be deleted', label: '1.0.0' });
      }
    }
    expect(edited).toBe(1);
  });

  const deep = process.env.ATRIUM_DEEP ? it : it.skip;
  deep('leaves the old tree or the new one if the recovery is cut off as well', () => {
    const whole = { ...AFTER, 'new/': '', 'new/week2/': '', 'swap/': '', label: '2.0.0' };
    const old = tree();
    const calls = countCalls();
    for (let at = 0; at < calls; at++) {
      for (let second = 0, isOver = false; !isOver; second++) {
        fill();
        try {
          change(faultyDisk(at, 'kill').disk);
        } catch {
          // As a killed process leaves it.
        }
        const { disk, count } = faultyDisk(second, 'kill');
        try {
          recover(disk, readCopy(folder, 'ice'));
        } catch {
          // Killed again.
        }
        isOver = count() <= second;
        recover(quickDisk(), readCopy(folder, 'ice'));
        const found = tree();
        expect({ at, second, tree: found }).toEqual({ at, second, tree: found.label === '1.0.0' ? old : whole });
      }
    }
  });
});
