using System.CommandLine;
using HonourWall.Generator.Listing;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall list</c>: what is on the roll.</summary>
public static class ListCommand
{
    private static readonly Argument<string> Kind = new Argument<string>("kind") { Description = string.Join(", ", RollListing.Kinds.Keys) }.AcceptOnlyFromAmong([.. RollListing.Kinds.Keys]);
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "格式 format", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json", "csv");
    private static readonly Option<string?> District = new("--district") { Description = "只列这个区的荣誉 honours of that district", HelpName = "id" };
    private static readonly Option<string?> Award = new("--award") { Description = "只列这个奖项 of that award", HelpName = "id" };
    private static readonly Option<string?> Batch = new("--batch") { Description = "只列这个批次 of that batch", HelpName = "id" };
    private static readonly Option<string?> Industry = new("--industry") { Description = "只列这个行业 of that industry", HelpName = "id" };
    private static readonly Option<int?> Year = NumberOption.Optional("--year", 1, 9999);

    public static Command Create()
    {
        var flags = new BuildFlags();
        var command = new Command("list", "列出光荣册中的内容 lists what is on the roll");
        command.Arguments.Add(Kind);
        (Year.Description, Year.HelpName) = ("只列这一年 of that year", "yyyy");
        foreach (var option in (Option[])[Format, District, Award, Batch, Industry, Year, flags.Source, flags.Drafts, flags.Future, flags.Clock]) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var options = new RollReadOptions { Drafts = parsed.GetValue(flags.Drafts), Future = parsed.GetValue(flags.Future), Now = parsed.GetValue(flags.Clock) ?? TimeProvider.System.GetUtcNow() };
            var bag = new DiagnosticBag();
            var roll = RollLinker.Link(RollReader.Read(parsed.GetValue(flags.Source)!, options, bag), options, bag); // it has a default
            var filter = new ListingFilter(parsed.GetValue(District), parsed.GetValue(Award), parsed.GetValue(Batch), parsed.GetValue(Industry), parsed.GetValue(Year));
            if (Unknown(filter, roll) is { } unknown)
            {
                parsed.InvocationConfiguration.Error.WriteLine(unknown);
                return ExitCode.Usage;
            }
            ListingWriter.Write(parsed.InvocationConfiguration.Output, RollListing.Kinds[parsed.GetValue(Kind)!](roll, filter), parsed.GetValue(Format)!); // both are there
            if (bag.HasErrors) parsed.InvocationConfiguration.Error.WriteLine("内容有错误，列出的可能不全：honourwall check。 The content has errors and the list may lack something: honourwall check.");
            return bag.HasErrors ? ExitCode.ContentErrors : ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Says which id nothing has: an empty list would look like an answer.</summary>
    private static string? Unknown(ListingFilter filter, RollOfHonour roll)
    {
        foreach (var (option, id, known) in new (string, string?, IEnumerable<string>)[]
        {
            (District.Name, filter.District, roll.Districts.Select(d => d.Id.Value)),
            (Award.Name, filter.Award, roll.Awards.Select(a => a.Id.Value)),
            (Batch.Name, filter.Batch, roll.Batches.Select(b => b.Id.Value)),
            (Industry.Name, filter.Industry, roll.Industries.Select(i => i.Id.Value)),
        })
        {
            if (id is null || known.Contains(id)) continue;
            var close = DidYouMean.Word(id, known);
            return $"{option}：没有「{id}」。 There is no \"{id}\"." + (close is null ? "" : $" 是不是 Did you mean {close}?");
        }
        return null;
    }
}
