using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Generator.Privacy;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Reporting;

/// <summary>The words of a diagnostic in one language.</summary>
/// <param name="language">en; anything else is Chinese.</param>
internal sealed class DiagnosticWords(string language)
{
    private static readonly ImmutableArray<string> Anything = ["…", "…", "…", "…", "…"];

    public bool IsChinese => language != "en";

    /// <summary>What stands before the one thing to do.</summary>
    public string HelpLabel => IsChinese ? "建议：" : "help: ";

    public string Message(Diagnostic diagnostic)
    {
        var entry = DiagnosticCatalogue.Get(diagnostic.Code);
        return Filled(IsChinese ? entry.Chinese : entry.English, diagnostic.Arguments);
    }

    /// <summary>The close match where there is one, else what to do in general.</summary>
    public string Help(Diagnostic diagnostic)
    {
        if (diagnostic.Suggestion is { } suggestion)
        {
            if (IsChinese) return diagnostic.SuggestionName is { } called ? $"是不是「{suggestion}」（{called}）？" : $"是不是「{suggestion}」？";
            return diagnostic.SuggestionName is { } name ? $"Did you mean \"{suggestion}\" ({name})?" : $"Did you mean \"{suggestion}\"?";
        }
        var entry = DiagnosticCatalogue.Get(diagnostic.Code);
        return Filled(IsChinese ? entry.HelpChinese : entry.HelpEnglish, diagnostic.Arguments);
    }

    /// <summary>The message for no place in particular: 「…」 where a diagnostic says what it found.</summary>
    public string Title(DiagnosticEntry entry) => Filled(IsChinese ? entry.Chinese : entry.English, Anything);

    public string GeneralHelp(DiagnosticEntry entry) => Filled(IsChinese ? entry.HelpChinese : entry.HelpEnglish, Anything);

    /// <summary>As compilers say it in every language, so that editors and scripts find it.</summary>
    public static string Severity(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        Roll.Diagnostics.Severity.Error => "error",
        Roll.Diagnostics.Severity.Warning => "warning",
        _ => "note",
    };

    private static string Filled(string text, ImmutableArray<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, text, [.. arguments.Select(NumberLint.WithoutNumbers)]);
}
