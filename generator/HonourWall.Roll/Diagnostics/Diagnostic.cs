using System.Collections.Immutable;

namespace HonourWall.Roll.Diagnostics;

/// <summary>How bad a diagnostic is: only an <see cref="Error"/> stops the write.</summary>
public enum Severity
{
    Error,
    Warning,
    Note,
}

/// <summary>One mistake in the content, at its place. Its words live in <see cref="DiagnosticCatalogue"/>.</summary>
/// <param name="Code">Such as <c>HW203</c>.</param>
/// <param name="Arguments">What the message's <c>{0}</c>, <c>{1}</c> … stand for.</param>
/// <param name="Suggestion">A close match that is proposed (did you mean), or null.</param>
/// <param name="SourceLine">The line as it stands in the file, or null where it is not at hand.</param>
public sealed record Diagnostic(
    string Code, ContentPlace Place, ImmutableArray<string> Arguments, string? Suggestion = null, string? SourceLine = null)
{
    /// <summary>The name of what <see cref="Suggestion"/> proposes by id: 海淀区 for "haidian".</summary>
    public string? SuggestionName { get; init; }

    public Severity Severity => DiagnosticCatalogue.Get(Code).Severity;
}
