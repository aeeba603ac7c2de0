import { Menu } from '@mantine/core'
import { IconLayoutCards } from '@tabler/icons-react'
import { useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import type { OfferKind } from './offer-draft.ts'
import { OFFER_NAMES } from './offer-words.ts'

const KINDS: readonly OfferKind[] = ['quick-replies', 'buttons', 'cards']

type Props = { readonly isPossible: boolean; readonly onChoose: (kind: OfferKind) => void }

/** Offers to add something that the customer can tap. */
export function OfferTool({ isPossible, onChoose }: Props) {
  // The focus goes where one writes next, not back to the button.
  const [hasChosen, setHasChosen] = useState(false)
  return !isPossible ? null : (
    <Menu position="top-start" width={260} returnFocus={!hasChosen} transitionProps={{ duration: 0 }} onOpen={() => setHasChosen(false)}>
      <Menu.Target>
        <IconButton label="Add quick replies, buttons or cards">
          <IconLayoutCards size={18} aria-hidden="true" />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown aria-label="Add">
        {KINDS.map((kind) => (
          <Menu.Item
            key={kind}
            onClick={() => {
              setHasChosen(true)
              onChoose(kind)
            }}
          >
            {OFFER_NAMES[kind].name}
            <small className="menu-about">{OFFER_NAMES[kind].about}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
