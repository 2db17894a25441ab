// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { IRooms } from './tokens';
