import {
  IconArticle,
  IconChevronDown,
  IconChevronRight,
  IconEyeOff,
  IconLink,
  IconPhotoOff,
  IconTrash,
  IconVideo,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { PostRow as Row } from '../api/types.ts'
import { Count } from '../ui/count.tsx'
import { dayAndTime } from '../ui/format-time.ts'
import { partsWords, rowWords, thumbOf, type Thumb } from './row-words.ts'
import type { PostsSearch } from './search.ts'

type PostRowProps = {
  readonly row: Row
  readonly page: string
  readonly search: PostsSearch
  readonly isOpen: boolean
  readonly elementId: string
  readonly onStand: () => void
}

/** A post with how much is said under it. It opens in place, and closes again. */
export function PostRow({ row, page, search, isOpen, elementId, onStand }: PostRowProps) {
  const { channelId, postId, counts } = row
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <Link
      id={elementId}
      className="post-row"
      aria-expanded={isOpen}
      data-here={isOpen || undefined}
      onFocus={onStand}
      search={search}
      {...(isOpen
        ? { to: '/posts/$tab', params: { tab: 'own' } }
        : { to: '/posts/$tab/$channelId/$postId', params: { tab: 'own', channelId, postId } })}
    >
      <Chevron size={16} aria-hidden="true" className="faint" />
      <PostThumb thumb={thumbOf(row)} />
      <span className="words">
        <span className="src">
          <span className="ellipsis">{sourceWords(row, page)}</span>
          <RowMarks row={row} />
        </span>
        <span className="say" dir="auto">
          {rowWords(row)}
        </span>
      </span>
      <Figure name="comments" value={counts.comments} />
      <span className="n un">
        {counts.unanswered > 0 ? <Count value={counts.unanswered} isRed /> : <None />}
        <span className="sr">{counts.unanswered} unanswered</span>
      </span>
      <Figure name="hidden" value={counts.hidden} />
      <Figure name="deleted" value={counts.removed} />
    </Link>
  )
}

function sourceWords(row: Row, page: string): string {
  const parts = [row.author?.kind === 'visitor' ? `${row.author.name ?? 'Unknown person'} on ${page}` : page]
  if (row.writtenAt !== null) {
    parts.push(dayAndTime(new Date(row.writtenAt)))
  }
  const came = partsWords(row)
  return (came === undefined || row.text === '' ? parts : [...parts, came]).join(' · ')
}

function RowMarks({ row }: { readonly row: Row }) {
  return (
    <>
      {row.removedAt === null ? null : (
        <span className="mark">
          <IconTrash size={14} aria-hidden="true" /> Deleted
        </span>
      )}
      {row.isHidden ? (
        <span className="mark">
          <IconEyeOff size={14} aria-hidden="true" /> Hidden
        </span>
      ) : null}
    </>
  )
}

function Figure({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <span className="n">
      {value === 0 ? <None /> : <span aria-hidden="true">{value}</span>}
      <span className="sr">
        {value} {name}
      </span>
    </span>
  )
}

function None() {
  return (
    <span className="faint" aria-hidden="true">
      –
    </span>
  )
}

const GLYPHS: Readonly<Record<Exclude<Thumb['kind'], 'picture'>, Icon>> = {
  text: IconArticle,
  video: IconVideo,
  link: IconLink,
  gone: IconPhotoOff,
}

function PostThumb({ thumb }: { readonly thumb: Thumb }) {
  if (thumb.kind === 'picture') {
    return (
      <span className="thumb">
        <img src={thumb.url} alt="" loading="lazy" />
      </span>
    )
  }
  const Glyph = GLYPHS[thumb.kind]
  return (
    <span className="thumb" data-kind={thumb.kind}>
      <Glyph size={20} aria-hidden="true" />
    </span>
  )
}
