using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>A figure, a list or a table of a rule that changes with time (参数).</summary>
/// <param name="Id">With the pack before it: <c>serious-illness/cap</c>.</param>
public abstract record Parameter(string Id, string Title, ContentPlace Place)
{
    /// <summary>The kind's word in a pack: <c>money</c>, <c>percent</c> …</summary>
    public abstract string KindName { get; }

    /// <summary>Its versions as a list and a comparison show them, oldest first.</summary>
    public abstract ImmutableArray<CitedParameter> Versions { get; }

    public abstract bool HoldsOn(DateOnly day);
}

/// <inheritdoc cref="Parameter"/>
public sealed record Parameter<T>(string Id, string Title, ContentPlace Place, ParameterKind<T> Kind, ImmutableArray<DatedValue<T>> Values)
    : Parameter(Id, Title, Place)
{
    public override string KindName => Kind.Name;

    public override ImmutableArray<CitedParameter> Versions => [.. Values.Select(v => Cite(v, Kind.InWords))];

    public override bool HoldsOn(DateOnly day) => FindOn(day) is not null;

    /// <summary>The version in force on a day, or the newest one when the question has no day.</summary>
    public DatedValue<T>? FindOn(DateOnly? day) =>
        day is { } on ? Values.FirstOrDefault(v => v.HoldsOn(on)) : Values.LastOrDefault();

    /// <summary>A version as a trace shows it.</summary>
    public CitedParameter Cite(DatedValue<T> version) => Cite(version, Kind.InBrief ?? Kind.InWords);

    private CitedParameter Cite(DatedValue<T> version, Func<T, string> inWords) =>
        new(Id, Title, inWords(version.Value), version.SinceInWords, version.UntilInWords, version.Basis, version.Default);
}
