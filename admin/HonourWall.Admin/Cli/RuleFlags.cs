using System.CommandLine;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Cli;

/// <summary>The flags of every command that works with rules: which packs, and in which language mistakes are told.</summary>
public sealed class RuleFlags
{
    private readonly Option<DirectoryInfo?> _packs = new("--packs")
    {
        Description = "规则包文件夹；不写则用程序自带的 folder of rule packs instead of the shipped ones",
    };

    private readonly Option<string> _language = new("--lang")
    {
        Description = "错误信息的语言 language of messages: zh, en",
        DefaultValueFactory = _ => "zh",
    };

    public void AddTo(Command command)
    {
        _language.AcceptOnlyFromAmong("zh", "en");
        command.Options.Add(_packs);
        command.Options.Add(_language);
    }

    public RuleLanguage Language(ParseResult parsed) => parsed.GetValue(_language) == "en" ? RuleLanguage.English : RuleLanguage.Chinese;

    /// <returns>Null after diagnostics.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public RuleBook? ReadBook(ParseResult parsed, RuleDiagnostics diagnostics)
    {
        if (parsed.GetValue(_packs) is not { } folder) return ShippedPacks.Read();
        var files = Directory.EnumerateFiles(folder.ToString(), "*.yaml").Order(StringComparer.Ordinal).ToList()
            .Select(path => InputFile.Read(path, diagnostics)).OfType<Rules.Reading.SourceText>().Select(s => new PackFile(s.File, s.Text)).ToList();
        return RuleBookReader.Read(files, diagnostics);
    }

    public void Report(ParseResult parsed, RuleDiagnostics diagnostics)
    {
        foreach (var diagnostic in diagnostics.ToImmutable())
            parsed.InvocationConfiguration.Error.WriteLine(diagnostic.Write(Language(parsed)));
    }
}
