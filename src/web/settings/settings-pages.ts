/** The pages of the settings, in the order of their list. */
export const SETTINGS = [
  { to: '/settings/channels', name: 'Channels', group: 'Sources', isForAdministrators: true },
  { to: '/settings/extensions', name: 'Extensions', group: 'Sources', isForAdministrators: true },
  { to: '/settings/go-live', name: 'Go live', group: 'Sources', isForAdministrators: true },
  { to: '/settings/people', name: 'People and roles', group: 'Team', isForAdministrators: false },
  { to: '/settings/business-hours', name: 'Business hours', group: 'Workspace', isForAdministrators: true },
  { to: '/settings/sending', name: 'Sending', group: 'Workspace', isForAdministrators: true },
  { to: '/settings/mail', name: 'Mail', group: 'Workspace', isForAdministrators: true },
  { to: '/settings/moderation-log', name: 'Moderation log', group: 'Workspace', isForAdministrators: true },
] as const
