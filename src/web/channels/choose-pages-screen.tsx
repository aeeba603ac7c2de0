import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../settings/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { ChannelsCrumb } from './add-channel-screen.tsx'
import { authorisationQuery } from './channels-queries.ts'
import { PagePicker } from './page-picker.tsx'
import './channels.css'

/** After Facebook's dialog: the person's Pages with check boxes, the others greyed with the reason. */
export function ChoosePagesScreen({ authorisationId }: { readonly authorisationId: string }) {
  const authorisation = useQuery(authorisationQuery(authorisationId))
  const person = authorisation.data?.personName
  return (
    <Page
      title="Choose your Pages"
      lead={person === undefined ? undefined : `Signed in to Facebook as ${person}. Each Page you tick becomes a channel.`}
      isNarrow
      crumb={<ChannelsCrumb />}
    >
      <ol className="progress" aria-label="Steps">
        <li data-state="done">
          <span className="dot">
            <IconCheck size={14} aria-label="Done" />
          </span>
          Facebook login
        </li>
        <li data-state="now" aria-current="step">
          <span className="dot">2</span>Choose Pages
        </li>
        <li>
          <span className="dot">3</span>Confirm
        </li>
      </ol>
      <Loaded query={authorisation} what="The Pages">
        {(data) => <PagePicker authorisation={data} />}
      </Loaded>
    </Page>
  )
}
