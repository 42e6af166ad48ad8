using System.Collections.Immutable;

namespace HonourWall.Admin.Rules;

/// <summary>What a case asks and a pack answers (所问事项): the benefit <c>fire</c>, the check <c>recipient</c>, the order of <c>recuperation</c>.</summary>
public sealed record Question(string Kind, string Code)
{
    public static ImmutableArray<string> Kinds { get; } = ["benefit", "check", "budget", "grant", "order"];

    public override string ToString() => $"{Kind}: {Code}";
}
