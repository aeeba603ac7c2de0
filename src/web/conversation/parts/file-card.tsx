import { Button } from '@mantine/core'
import {
  IconClock,
  IconDatabaseOff,
  IconDownload,
  IconFile,
  IconFileAlert,
  IconFileText,
  IconFileZip,
  IconPhotoOff,
  IconShieldX,
  IconVolume,
  type Icon,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import { tellFailure } from '../../api/tell-failure.ts'
import type { FilePart } from '../../api/types.ts'
import { useNow } from '../../ui/use-now.ts'
import { factsOf, fileName, troubleWords } from './file-words.ts'
import { useSender } from './sender-context.ts'

type FileCardProps = {
  readonly file: FilePart
  /** Why it stands here as a file and not as what it is: "this browser can’t play it". */
  readonly because?: string
}

/** A file: what it is called, what it is, and what became of it when it is not there. The words of a message never wait for it. */
export function FileCard({ file, because }: FileCardProps) {
  return file.state === 'kept' && file.url !== null ? (
    <KeptFile file={file} url={file.url} because={because} />
  ) : (
    <MissingFile file={file} />
  )
}

type KeptFileProps = { readonly file: FilePart; readonly url: string; readonly because: string | undefined }

function KeptFile({ file, url, because }: KeptFileProps) {
  const name = fileName(file)
  const Glyph = GLYPHS[glyphOf(file)]
  const facts = [factsOf(file), because].filter((fact) => fact !== undefined && fact !== '').join(' · ')
  return (
    <a className="file" href={url} download={file.name ?? ''}>
      <span className="glyph">
        <Glyph size={20} aria-hidden="true" />
      </span>
      <span>
        <b dir="auto">{name}</b>
        <small>{facts}</small>
      </span>
      <span className="get">
        <IconDownload size={18} aria-hidden="true" />
        <span className="sr">Download</span>
      </span>
    </a>
  )
}

function MissingFile({ file }: { readonly file: FilePart }) {
  const { strong, words } = troubleWords(file, useSender(), useNow(10_000))
  const Glyph = GLYPHS[troubleGlyph(file)]
  return (
    <div className="file" data-look={lookOf(file)}>
      <span className="glyph">
        <Glyph size={20} aria-hidden="true" />
      </span>
      <span>
        <b dir="auto">{fileName(file)}</b>
        <small>
          {strong === undefined ? null : <span className="strong">{strong} </span>}
          {words}
        </small>
      </span>
      {mayTry(file) ? <TryNow fileId={file.id} /> : null}
    </div>
  )
}

/** While it is fetched anyway, and where its address is known to lead nowhere, there is nothing to try. */
function mayTry({ state, reason }: FilePart): boolean {
  return (state === 'waiting' && reason !== null) || (state === 'gone' && reason === 'never-answered')
}

function TryNow({ fileId }: { readonly fileId: string }) {
  const attempt = useMutation({
    mutationFn: () => ask('POST /api/v1/files/:attachmentId/tries', { params: { attachmentId: fileId } }),
    onError: tellFailure,
  })
  return (
    <span className="acts">
      <Button size="xs" aria-disabled={attempt.isPending} onClick={() => (attempt.isPending ? undefined : attempt.mutate())}>
        Try now
      </Button>
    </span>
  )
}

/** Red is only what may harm. */
function lookOf({ state, reason }: FilePart): 'waits' | 'missing' | 'refused' {
  if (state === 'waiting') {
    return 'waits'
  }
  return state === 'refused' && reason !== 'too-large' && reason !== 'empty' ? 'refused' : 'missing'
}

const GLYPHS = {
  file: IconFile,
  text: IconFileText,
  packed: IconFileZip,
  sound: IconVolume,
  coming: IconDownload,
  later: IconClock,
  storage: IconDatabaseOff,
  missing: IconFileAlert,
  'no-picture': IconPhotoOff,
  refused: IconShieldX,
} as const satisfies Readonly<Record<string, Icon>>

function glyphOf({ type, what }: FilePart): keyof typeof GLYPHS {
  if (what === 'audio' || what === 'voice' || type?.startsWith('audio/')) {
    return 'sound'
  }
  if (type !== null && /zip|compressed|x-tar|gzip/u.test(type)) {
    return 'packed'
  }
  return type !== null && /pdf|text|word|document/u.test(type) ? 'text' : 'file'
}

function troubleGlyph({ state, reason, what }: FilePart): keyof typeof GLYPHS {
  switch (state) {
    case 'kept':
      return 'file'
    case 'waiting':
      return waitingGlyph(reason)
    case 'refused':
      return reason === 'too-large' || reason === 'empty' ? 'missing' : 'refused'
    case 'gone':
      return what === 'picture' || what === 'sticker' ? 'no-picture' : 'missing'
  }
}

function waitingGlyph(reason: string | null): keyof typeof GLYPHS {
  if (reason === null) {
    return 'coming'
  }
  return reason.startsWith('storage-') ? 'storage' : 'later'
}
