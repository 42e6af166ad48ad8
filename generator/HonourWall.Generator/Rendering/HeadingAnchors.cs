using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HonourWall.Generator.Rendering;

/// <summary>
/// Gives each heading of a text the name by which a link finds it: its words, <c>#谁享受劳模待遇</c>; blanks become a hyphen and other signs go. A page's own
/// places have Latin names (<c>main</c>, <c>s1</c>), so a heading without any other letter has <c>h-</c> before its.
/// </summary>
internal static class HeadingAnchors
{
    public static void Set(MarkdownDocument document)
    {
        HashSet<string>? taken = null;
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var name = NameOf(heading);
            if (name.Length == 0) continue;
            taken ??= new HashSet<string>(StringComparer.Ordinal);
            var own = name;
            for (var number = 2; !taken.Add(own); number++) own = FormattableString.Invariant($"{name}-{number}");
            heading.GetAttributes().Id = own;
        }
    }

    private static string NameOf(HeadingBlock heading)
    {
        var name = new StringBuilder();
        var isLatin = true;
        foreach (var rune in Words(heading).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value == '-')
            {
                if (name.Length > 0 && name[^1] != '-') name.Append('-');
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                name.Append(Rune.ToLowerInvariant(rune).ToString());
                isLatin &= rune.IsAscii;
            }
        }
        while (name.Length > 0 && name[^1] == '-') name.Length--;
        return name.Length > 0 && isLatin ? "h-" + name : name.ToString();
    }

    private static string Words(HeadingBlock heading) => heading.Inline is null ? "" : string.Concat(heading.Inline.Descendants<Inline>().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }));
}
