import { IconExternalLink, IconEyeOff, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { wordsOf } from '../../api/desk-problem.ts'
import type { Post } from '../../api/types.ts'
import { dayAndTime } from '../../ui/format-time.ts'
import { SkeletonBars } from '../../ui/skeleton.tsx'
import { MessageText } from '../lines/message-text.tsx'
import { Album } from '../parts/album.tsx'
import { PartList } from '../parts/part-list.tsx'
import { saidOrder } from '../parts/said-order.ts'
import { postQuery } from './post-query.ts'
import { postReasonWords } from './post-words.ts'

/** Longer posts are cut until one asks for the rest. */
const SHORT = 280

/** The post that comments stand under: always above them, as a copy of ours. */
export function PostCard({ channelId, postId, page }: { readonly channelId: string; readonly postId: string; readonly page: string }) {
  const { data: post, error } = useQuery(postQuery({ channelId, postId }))
  return (
    <section className="post-card" aria-label="Post">
      {post === undefined ? (
        error ? (
          <p className="muted">{wordsOf(error)}</p>
        ) : (
          <SkeletonBars label="Loading the post" />
        )
      ) : (
        <ShownPost post={post} page={page} />
      )}
    </section>
  )
}

function ShownPost({ post, page }: { readonly post: Post; readonly page: string }) {
  const { pictures, before, after, text } = useMemo(() => saidOrder(post.parts, post.text), [post])
  const author = post.author?.kind === 'visitor' ? (post.author.name ?? 'Unknown person') : page
  return (
    <>
      <PostSource post={post} author={author} />
      <PostMarks post={post} />
      <PostText text={text} />
      {pictures.length === 0 ? null : <Album pictures={pictures} by={author} occurredAt={post.writtenAt ?? ''} />}
      <PartList parts={[...before, ...after]} />
    </>
  )
}

function PostSource({ post: { writtenAt, edits, reactions, facebookUrl }, author }: { readonly post: Post; readonly author: string }) {
  return (
    <p className="src">
      <b dir="auto">{author}</b>
      <span>{writtenAt === null ? 'Post' : `Posted ${dayAndTime(new Date(writtenAt))}`}</span>
      {edits.length > 1 ? <span>· edited</span> : null}
      {reactions.map(({ reaction, emoji, count }) => (
        <span key={reaction} title={`${count} × ${reaction}`}>
          · {emoji ?? reaction} {count}
        </span>
      ))}
      {facebookUrl === null ? null : (
        <a className="link" href={facebookUrl} target="_blank" rel="noopener noreferrer">
          <IconExternalLink size={14} aria-hidden="true" /> Open on Facebook
        </a>
      )}
    </p>
  )
}

/** What is special about a post: that it is not there, or that not everybody sees it. */
function PostMarks({ post }: { readonly post: Post }) {
  return (
    <>
      {post.state === 'known' ? null : <p className="muted">{postReasonWords(post)}</p>}
      {post.removedAt === null ? null : (
        <p className="mark-line">
          <IconTrash size={14} aria-hidden="true" /> Deleted on Facebook.{' '}
          {post.withheld ? 'Only administrators can read what it said.' : null}
        </p>
      )}
      {post.isHidden ? (
        <p className="mark-line">
          <IconEyeOff size={14} aria-hidden="true" /> Hidden on the Page.
        </p>
      ) : null}
    </>
  )
}

function PostText({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false)
  if (text === '') {
    return null
  }
  const isLong = text.length > SHORT
  return (
    <div className="say" dir="auto">
      <MessageText text={isLong && !isWhole ? `${text.slice(0, SHORT).trimEnd()}…` : text} />
      {isLong ? (
        <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show all'}
        </button>
      ) : null}
    </div>
  )
}
