import { IconHistory } from '@tabler/icons-react'
import { useId } from 'react'
import { IMPORT_DAYS, type ImportDays } from '#domain/channels/history-import.ts'
import { Banner } from '../ui/banner.tsx'
import { lastDays } from './history-import-words.ts'

type ChoiceProps = { readonly days: ImportDays | undefined; readonly onChoose: (days: ImportDays | undefined) => void }

/** Where Pages are connected: what was written before stays on Facebook, unless one brings it along. */
export function HistoryChoice({ days, onChoose }: ChoiceProps) {
  const name = useId()
  return (
    <div className="below">
      <Banner icon={<IconHistory size={18} aria-hidden="true" />}>
        Messages from before today stay on Facebook unless you bring them along.
        <fieldset className="radios bring">
          <legend className="sr">Earlier history</legend>
          {[undefined, ...IMPORT_DAYS].map((each) => (
            <label key={each ?? 0}>
              <input type="radio" name={name} checked={days === each} onChange={() => onChoose(each)} />
              <span>{each === undefined ? 'Leave them on Facebook' : `Import the ${lastDays(each)}, as solved tickets`}</span>
            </label>
          ))}
        </fieldset>
      </Banner>
    </div>
  )
}
