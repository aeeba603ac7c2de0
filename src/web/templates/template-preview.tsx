import { ShownButtons } from './shown-buttons.tsx'

/** The words as the customer reads them, and what can be tapped below them. */
export function TemplatePreview({ words, buttons = [] }: { readonly words: string; readonly buttons?: readonly string[] }) {
  return (
    <div className="template-preview" role="note" aria-label="Preview">
      <p dir="auto">{words}</p>
      <ShownButtons titles={buttons} />
    </div>
  )
}
