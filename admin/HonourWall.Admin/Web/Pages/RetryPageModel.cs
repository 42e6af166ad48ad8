using System.Collections.Immutable;

namespace HonourWall.Admin.Web.Pages;

/// <summary>A form that could not be taken, kept so that it can be sent once more.</summary>
/// <param name="Address">Where it was sent.</param>
/// <param name="Fields">What was typed, without the token.</param>
/// <param name="Token">The token that it came with; null for the one of this page.</param>
/// <param name="SignIn">Signing in comes first, beside this page.</param>
public sealed record RetryPageModel(string Title, string Text, string Address, ImmutableArray<(string Name, string Value)> Fields, string? Token, bool SignIn);
