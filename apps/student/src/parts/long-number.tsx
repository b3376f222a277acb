/** A long number in groups of four, which break between lines and are copied as one. */

const group = /.{1,4}/g;

export const LongNumber = ({ text }: { readonly text: string }) => (
  <span className="long-number">
    {(text.match(group) ?? []).map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: groups may be alike and never move
      <span className="long-number__group" key={index}>
        {part}
      </span>
    ))}
  </span>
);
