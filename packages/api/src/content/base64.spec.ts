// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isBase64 } from './base64';

describe('isBase64', () => {
  it.each(['QQ==', 'QUI=', 'QUJD', '+/+/'])('takes %s', text => {
    expect(isBase64(text)).toBe(true);
  });

  it.each(['', '=', '==', 'QQ===', 'QQ==\n', ' QUJD', 'QU JD', 'QQ=A', 'QUI!', '"><script>'])('refuses %j', text => {
    expect(isBase64(text)).toBe(false);
  });

  it('takes a picture of fifty megabytes', () => {
    expect(isBase64('A'.repeat(50_000_000))).toBe(true);
    expect(isBase64(`${'A'.repeat(50_000_000)}<`)).toBe(false);
  });
});
