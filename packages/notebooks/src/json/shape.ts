// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonValue, isJsonList, isJsonNumber, isJsonObject, numberText } from './json.ts';

/** Takes one fault: the path of the value inside what is checked, and what is wrong with it. */
export type Report = (path: string, words: string) => void;

/** Checks one value and reports its faults. */
export type Rule = (value: JsonValue, path: string, report: Report) => void;

/** What an object may hold. */
export interface IObjectRule {
  required?: readonly string[];
  properties?: Readonly<Record<string, Rule>>;
  /** For keys not named; `forbidden`: there may be none. Default: anything. */
  others?: Rule | 'forbidden';
}

export const anything: Rule = () => undefined;

export const text: Rule = (value, path, report) => {
  if (typeof value !== 'string') {
    report(path, 'is no text');
  }
};

export const boolean: Rule = (value, path, report) => {
  if (typeof value !== 'boolean') {
    report(path, 'is neither true nor false');
  }
};

/** A text, or a list of texts. */
export const lines: Rule = (value, path, report) => {
  const isLines = typeof value === 'string' || (isJsonList(value) && value.every(line => typeof line === 'string'));
  if (!isLines) {
    report(path, 'is no text');
  }
};

/** Text that matches a pattern. */
export function textLike(pattern: RegExp, words: string): Rule {
  return (value, path, report) => {
    if (typeof value !== 'string' || !pattern.test(value)) {
      report(path, words);
    }
  };
}

/** A whole number that is written as one: `2.0` is none. */
export function wholeNumber(minimum: number): Rule {
  return (value, path, report) => {
    const isWhole = isJsonNumber(value) && /^-?\d+$/.test(numberText(value)) && Number(numberText(value)) >= minimum;
    if (!isWhole) {
      report(path, `is no whole number of at least ${minimum}`);
    }
  };
}

export function orNull(rule: Rule): Rule {
  return (value, path, report) => (value === null ? undefined : rule(value, path, report));
}

export function oneOf(values: readonly JsonValue[]): Rule {
  return (value, path, report) => {
    if (!values.includes(value)) {
      report(path, 'has an unknown value');
    }
  };
}

export function listOf(item: Rule): Rule {
  return (value, path, report) => {
    if (!isJsonList(value)) {
      report(path, 'is no list');
      return;
    }
    value.forEach(each => item(each, path, report));
  };
}

/** Both rules hold. */
export function both(first: Rule, second: Rule): Rule {
  return (value, path, report) => {
    first(value, path, report);
    second(value, path, report);
  };
}

export function object({ required = [], properties = {}, others = anything }: IObjectRule): Rule {
  return (value, path, report) => {
    if (!isJsonObject(value)) {
      report(path, 'is no object');
      return;
    }
    for (const key of required) {
      if (value[key] === undefined) {
        report(join(path, key), 'is missing');
      }
    }
    for (const [key, item] of Object.entries(value)) {
      const rule = Object.hasOwn(properties, key) ? properties[key] : others;
      checkItem(item, join(path, key), rule, report);
    }
  };
}

function checkItem(item: JsonValue | undefined, path: string, rule: IObjectRule['others'], report: Report): void {
  if (item === undefined || rule === undefined) {
    return;
  }
  if (rule === 'forbidden') {
    report(path, 'is not allowed');
  } else {
    rule(item, path, report);
  }
}

/** Rules by key: the rule that `choose` gives for each. */
export function objectBy(choose: (key: string) => Rule): Rule {
  return (value, path, report) => {
    if (!isJsonObject(value)) {
      report(path, 'is no object');
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      checkItem(item, join(path, key), choose(key), report);
    }
  };
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
