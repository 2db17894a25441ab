// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** An id as the contract has it; addresses with anything else name nothing. */
export const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
