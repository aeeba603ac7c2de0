const ASKS = [
  { what: 'To log in', why: 'With the account that has full control of the Page. Pagedesk never sees its password.' },
  { what: 'Which Pages', why: 'Choose all that your team answers. You can add more later.' },
  { what: 'To show your list of Pages', why: 'So that you can choose here which ones to connect.' },
  { what: 'To manage and access Page conversations in Messenger', why: 'To receive private messages and send your replies.' },
  { what: 'To manage your Page’s settings', why: 'To be told of each new message. Nothing else is changed on the Page.' },
  {
    what: 'To read and manage posts and comments',
    why: 'To show comments, visitors’ posts and reviews with the post above them, and to answer, hide or delete them for you.',
  },
  { what: 'To manage your business', why: 'Facebook lists Pages that belong to a business only with it.' },
] as const

/** What Facebook's window asks for, in its order, and what for. */
export function FacebookAsks() {
  return (
    <dl className="asks">
      {ASKS.map(({ what, why }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{why}</dd>
        </div>
      ))}
    </dl>
  )
}
