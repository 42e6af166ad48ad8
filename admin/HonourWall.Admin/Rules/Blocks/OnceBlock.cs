using System.Collections.Immutable;
using System.Text;
using HonourWall.Admin.Rules.Facts;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// A benefit is given once for each illness, fire, accident (一次性): <c>once: { benefit: serious-illness, per: illness, earlier: earlier }</c>.
/// An earlier grant counts unless both say what they were for and that differs: what cannot be told apart is not paid twice. How a word is typed
/// (widths, capitals, blanks and marks within it) tells nothing apart.
/// </summary>
public sealed record OnceBlock(string Benefit, Fact<string> Per, Fact<ImmutableArray<Grant>> Earlier) : RuleBlock("once")
{
    public override StepOutcome Apply(Assessing work)
    {
        var occasion = work.TryGet(Per, out var named) ? Plain(named) : null;
        if (!work.TryGet(Earlier, out var grants)) return StepOutcome.Pass("此前没有发放记录");
        var same = grants.FirstOrDefault(g => g.Benefit == Benefit && (Plain(g.Occasion) is not { } other || occasion is null || other == occasion));
        if (same is null) return StepOutcome.Pass($"此前没有就同一{Per.Name}发放过");
        return StepOutcome.Refuse(Plain(same.Occasion) is null || occasion is null
            ? $"此前已发过（{same}），两次的{Per.Name}没有都注明，不能认定不同；一次性补助不重复发放"
            : $"此前已就同一{Per.Name}发过（{same}）；一次性补助不重复发放");
    }

    /// <summary>The letters and digits of a text, as they are compared; null when there are none.</summary>
    private static string? Plain(string? text)
    {
        if (text is null) return null;
        var narrow = string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));
        var plain = string.Concat(narrow.EnumerateRunes().Where(Rune.IsLetterOrDigit)).ToUpperInvariant();
        return plain.Length == 0 ? null : plain;
    }
}
