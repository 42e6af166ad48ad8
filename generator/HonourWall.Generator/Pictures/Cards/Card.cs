using System.Collections.Immutable;

namespace HonourWall.Generator.Pictures.Cards;

/// <summary>What is cut into the stone that a page shows when somebody shares it (Open Graph card).</summary>
/// <param name="Title">A name, in vertical type.</param>
/// <param name="Lines">What belongs to it, a column or two each, right to left.</param>
/// <param name="Level">Sets a seal; <see cref="Level.Unknown"/>: none.</param>
/// <param name="Site">The site's title, across the foot.</param>
public sealed record Card(string Title, ImmutableArray<string> Lines, Level Level, string Site)
{
    public const int Width = 1200;
    public const int Height = 630;

    /// <summary>Everything that must be drawn.</summary>
    public IEnumerable<string> Texts => [Title, .. Lines, Site];
}
