import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { DeskProblem } from './desk-problem.ts'

/** Keys of everything that is held, so that a live event can name what it makes stale. */
export const keys = {
  desk: ['desk'] as const,
  session: ['session'] as const,
  tickets: ['tickets'] as const,
  ticketLists: ['tickets', 'list'] as const,
  /** `deadlineKind`: of what ends only what ends so. */
  ticketList: (folder: string, sort: string, deadlineKind?: string) => ['tickets', 'list', folder, sort, deadlineKind] as const,
  folders: ['tickets', 'folders'] as const,
  ticket: (ticketId: string) => ['ticket', ticketId] as const,
  takenOver: (ticketId: string) => ['taken-over', ticketId] as const,
  drafts: (ticketId: string) => ['drafts', ticketId] as const,
  messages: (ticketId: string) => ['messages', ticketId] as const,
  post: (channelId: string, postId: string) => ['posts', channelId, postId] as const,
  publicCounts: (channelId: string | undefined) => ['public', 'counts', channelId] as const,
  allPublicCounts: ['public', 'counts'] as const,
  postList: (asked: object) => ['public', 'posts', asked] as const,
  postLists: ['public', 'posts'] as const,
  threads: ['public', 'threads'] as const,
  threadsOfPost: (channelId: string, postId: string, having: string | undefined) =>
    ['public', 'threads', channelId, postId, having] as const,
  saidInPublic: (tab: string, asked: object) => ['public', 'threads', tab, asked] as const,
  reviewMonths: (channelId: string | undefined) => ['public', 'months', channelId] as const,
  allReviewMonths: ['public', 'months'] as const,
  privateReplyQuestion: (messageId: string) => ['private-reply-question', messageId] as const,
  clients: ['clients'] as const,
  client: (clientId: string) => ['clients', clientId] as const,
  clientSearch: (text: string) => ['clients', 'search', text] as const,
  channels: ['channels'] as const,
  shownChannels: ['channels', 'shown'] as const,
  channelHistories: ['channel-history'] as const,
  channelHistory: (channelId: string) => ['channel-history', channelId] as const,
  facebookApp: ['facebook-app'] as const,
  channelDoctors: ['channel-doctor'] as const,
  channelDoctor: (channelId: string) => ['channel-doctor', channelId] as const,
  channelContents: (channelId: string) => ['channel-contents', channelId] as const,
  deletedChannels: ['deleted-channels'] as const,
  historyImport: (channelId: string) => ['channel-history', channelId, 'import'] as const,
  channelQueues: ['channel-queue'] as const,
  channelQueue: (channelId: string) => ['channel-queue', channelId] as const,
  ticketSwitches: (channelId: string) => ['ticket-switches', channelId] as const,
  commentTickets: (channelId: string) => ['comment-tickets', channelId] as const,
  allowances: (channelId: string) => ['allowances', channelId] as const,
  allAllowances: ['allowances'] as const,
  templates: (channelId: string) => ['templates', channelId] as const,
  allTemplates: ['templates'] as const,
  setAside: ['set-aside'] as const,
  fileStorage: ['file-storage'] as const,
  authorisation: (id: string) => ['authorisation', id] as const,
  undo: ['undo'] as const,
  reminders: ['reminders'] as const,
  businessHours: ['business-hours'] as const,
  gestures: ['gestures'] as const,
  extensions: ['extensions'] as const,
  members: ['members'] as const,
  invitations: ['invitations'] as const,
  mails: ['mails'] as const,
  mail: (mailId: string) => ['mails', mailId] as const,
  moderationLog: (filter: Readonly<Record<string, string>>) => ['moderation-log', 'list', filter] as const,
  moderationLogChoices: ['moderation-log', 'choices'] as const,
  firstSteps: ['first-steps'] as const,
}

/**
 * Holds what the server said. A live event makes things stale; by the clock is fetched only what depends on it, which is
 * where reply windows near their end (`TicketsWatch`).
 */
export function createDeskQueryClient(onSignedOut: () => void): QueryClient {
  function handleFailure(failure: Error): void {
    if (failure instanceof DeskProblem && failure.code === 'not-signed-in') {
      onSignedOut()
    }
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: handleFailure }),
    mutationCache: new MutationCache({ onError: handleFailure }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 15 * 60_000,
        retry: (count, failure) => !(failure instanceof DeskProblem && failure.status < 500) && count < 3,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8000),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}
