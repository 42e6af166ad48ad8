using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>Where a figure stands (依据): the document, the article in it, and the ids of the published sources that carry it.</summary>
public sealed record Basis(string Document, string Article, ImmutableArray<string> Sources)
{
    public override string ToString() => $"{Document}，{Article}（来源 {string.Join('、', Sources)}）";
}
