using System.CommandLine;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Cases;
using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Cli;

/// <summary>
/// <c>honourwall-admin packs</c>: lists the rule packs with the versions and the basis of each parameter; <c>--check</c> runs the tests
/// beside them instead.
/// </summary>
public static class PacksCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "检查规则包并运行旁边的测试 checks the packs and runs their tests" };
        var flags = new RuleFlags();
        var command = new Command("packs", "列出规则包及其版本和依据 lists the rule packs with versions and basis") { check };
        flags.AddTo(command);
        command.SetAction(parsed =>
        {
            var diagnostics = new RuleDiagnostics();
            if (flags.ReadBook(parsed, diagnostics) is { } book)
            {
                var output = parsed.InvocationConfiguration.Output;
                if (parsed.GetValue(check)) Check(book, output, diagnostics, flags.Language(parsed));
                else List(book, output);
            }
            flags.Report(parsed, diagnostics);
            return diagnostics.Count == 0 ? ExitCode.Ok : ExitCode.Errors;
        });
        return command;
    }

    private static void Check(RuleBook book, TextWriter output, RuleDiagnostics diagnostics, RuleLanguage language)
    {
        var count = PackTests.Run(book, diagnostics);
        if (diagnostics.Count > 0) return;
        output.Write(language == RuleLanguage.English
            ? $"{book.Packs.Length} packs, {count} tests passed; version {book.Version}\n"
            : $"规则包 {book.Packs.Length} 个，测试 {count} 项，全部通过；版本 {book.Version}\n");
    }

    private static void List(RuleBook book, TextWriter output)
    {
        output.Write($"规则汇编 版本 {book.Version}\n");
        foreach (var pack in book.Packs)
        {
            output.Write($"\n{pack.Id}\t{pack.Title}\t{pack.Scope}\t{string.Join('、', pack.Rules)}\t版本 {pack.Version[..12]}{(pack.Question is { } q ? $"\t{q}" : "")}\n");
            foreach (var version in pack.Parameters.SelectMany(p => p.Versions)) output.Write($"    {version.Id}\t{version}\n");
        }
    }
}
