// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { backUp } from './backup/back-up.ts';
export type { BackedUp } from './backup/back-up.ts';
export { ConfigError } from './config.ts';
export type { Config } from './config.ts';
export { readEnv, readStorage } from './env.ts';
export { LogStoppedError } from './log/faults.ts';
export { recover, rotate } from './log/operate.ts';
export type { Operated } from './log/operate.ts';
export { createLogger } from './logger.ts';
export type { ILogger } from './logger.ts';
export { openService, runService } from './service.ts';
export type { Service } from './service.ts';
