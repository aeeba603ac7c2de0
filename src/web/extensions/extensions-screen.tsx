import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../settings/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { ExtensionCard } from './extension-card.tsx'
import { extensionsQuery } from './extensions-queries.ts'
import './extensions.css'

/** What the desk can do, one switch each. */
export function ExtensionsScreen() {
  const extensions = useQuery(extensionsQuery)
  return (
    <Page
      title="Extensions"
      lead="Switch on what your team uses. Switching off loses nothing: what arrives is kept and processed when you switch it back on."
      isNarrow
    >
      <Loaded query={extensions} what="The extensions">
        {(all) => (
          <div className="extensions">
            {all.map((extension) => (
              <ExtensionCard key={extension.name} extension={extension} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}
