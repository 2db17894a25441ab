// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What one page may hold: a browser on a phone still opens it. */
const PAGE_CHARACTERS = 4 * 1024 * 1024;
const PICTURES_BYTES = 12 * 1024 * 1024;
/** Of one picture, as base64. */
const PICTURE_BYTES = 4 * 1024 * 1024;
const PICTURES = 200;

/** Counts what a preview has used of its page. */
export class Budget {
  private _characters = PAGE_CHARACTERS;
  private _pictureBytes = PICTURES_BYTES;
  private _pictures = PICTURES;

  /** Whether the page is full: what follows is left out. */
  get isSpent(): boolean {
    return this._characters <= 0;
  }

  takeMarkup(markup: string): void {
    this._characters -= markup.length;
  }

  /**
   * Asks for room for a picture.
   *
   * @returns false when it does not fit
   */
  takePicture(bytes: number): boolean {
    if (bytes > PICTURE_BYTES || bytes > this._pictureBytes || this._pictures === 0) {
      return false;
    }
    this._pictureBytes -= bytes;
    this._pictures -= 1;
    return true;
  }
}
