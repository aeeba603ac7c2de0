import { expect, test } from 'vitest'
import { signatureHeaders } from './sign.ts'

test('both headers hold what openssl computes over the same bytes', () => {
  const body = Buffer.from('{"object":"page","entry":[{"id":"1","time":1}]}')
  expect(signatureHeaders(body, 'not a secret')).toEqual({
    'x-hub-signature': 'sha1=46db8e236cddabe5ce793b8a608049b882456435',
    'x-hub-signature-256': 'sha256=d004179aed991330f4549d142c28ce0147061e4320e2fa32e1df5465f4482224',
  })
})
