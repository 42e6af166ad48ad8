namespace HonourWall.Roll.Reading;

/// <summary>People's files that are not what they were, each by its name; what has changed in them shows on pages with these people alone.</summary>
/// <param name="Texts">Below the front matter.</param>
/// <param name="Facts">In the front matter.</param>
public sealed record ChangedPeople(IReadOnlySet<string> Texts, IReadOnlySet<string> Facts);
