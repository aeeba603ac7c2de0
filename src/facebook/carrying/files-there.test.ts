import { expect, test } from 'vitest'
import type { OutgoingFile, SentKind } from '#domain/files/outgoing-file.ts'
import type { AttachmentId } from '#domain/ids.ts'
import { filesLike } from './files-there.ts'

const ours = (what: SentKind, type: string, name?: string): OutgoingFile => ({
  id: 'file' as AttachmentId,
  what,
  digest: 'digest',
  form: 'original',
  type,
  name,
})
const PICTURE = { mime_type: 'image/jpeg', name: 'image-651143212510248', image_data: {} }
const FILM = { mime_type: 'video/mp4', name: 'video-1', video_data: {} }
const SOUND = { mime_type: 'audio/mpeg', name: 'audioclip-1.mp4' }
const SAVED = { mime_type: 'application/pdf', name: 'plan.pdf' }
const [picture, film, sound] = [ours('picture', 'image/png', 'a.png'), ours('video', 'video/mp4'), ours('audio', 'audio/mpeg')]
const plan = ours('file', 'application/pdf', 'plan.pdf')

test.each([
  ['a picture, whatever it is called', [picture], [PICTURE], 'yes'],
  ['a picture, and more than it', [picture], [PICTURE, PICTURE], 'no'],
  ['as many pictures', [picture, picture], [PICTURE, PICTURE], 'yes'],
  ['a picture, and a film', [picture], [FILM], 'no'],
  ['a picture, and what is saved', [picture], [SAVED], 'no'],
  ['a picture, and something of which nothing is told', [picture], [{ name: 'image-1' }], 'perhaps'],
  ['a film', [film], [FILM], 'yes'],
  ['a sound', [sound], [SOUND], 'yes'],
  ['a sound that is told as a film', [sound], [FILM], 'perhaps'],
  ['a sound, and a picture', [sound], [PICTURE], 'no'],
  ['what is saved, by its name', [plan], [SAVED], 'yes'],
  ['what is saved, under another name', [plan], [{ ...SAVED, name: 'bill.pdf' }], 'perhaps'],
  ['what is saved, without a name', [plan], [{ mime_type: 'application/pdf' }], 'perhaps'],
  [
    'what is saved, under the name that was tidied for it',
    [ours('file', 'application/pdf', '../plan.pdf')],
    [{ ...SAVED, name: '_plan.pdf' }],
    'yes',
  ],
  ['what is saved, and a picture', [plan], [PICTURE], 'no'],
  ['a picture that is saved, and a picture', [ours('file', 'image/heic', 'a.heic')], [PICTURE], 'perhaps'],
])('%s', (_what, files, told, expected) => {
  expect(filesLike(files, told)).toBe(expected)
})
