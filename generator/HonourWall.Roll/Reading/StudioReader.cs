using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>The files of studios, with their metrics and outputs.</summary>
internal static class StudioReader
{
    public static StudioDraft? Read(ContentFile file, StudioId id, ReadingContext context)
    {
        if (PageReader.Open(file, context) is not var (keys, body)) return null;
        var metrics = ImmutableArray.CreateBuilder<StudioMetric>();
        var metricSources = ImmutableArray.CreateBuilder<Written?>();
        foreach (var metric in keys.Maps("metrics"))
        {
            var name = metric.Text("name", required: true);
            var value = metric.Text("value", required: true);
            var read = new StudioMetric(name?.Text ?? "", value?.Text ?? "", metric.Shared("unit"), metric.Date("as_of"), null);
            var source = metric.Text("source");
            metric.Done();
            if (name is null || value is null) continue;
            metrics.Add(read);
            metricSources.Add(source);
        }
        var outputs = ImmutableArray.CreateBuilder<StudioOutput>();
        var outputSources = ImmutableArray.CreateBuilder<Written?>();
        foreach (var output in keys.Maps("outputs"))
        {
            var title = output.Text("title", required: true);
            var read = new StudioOutput(title?.Text ?? "", output.Choice("kind", Choices.OutputKinds, null), output.Year("year"), output.Text("note")?.Text, null);
            var source = output.Text("source");
            output.Done();
            if (title is null) continue;
            outputs.Add(read);
            outputSources.Add(source);
        }
        var studio = new Studio
        {
            Id = id,
            Name = keys.Text("name", required: true)?.Text ?? id.Value,
            Employer = keys.Shared("employer"),
            LevelName = keys.Shared("level"),
            Level = keys.Choice("level_of", Choices.Levels, Level.Unknown),
            Recognised = keys.Year("recognised"),
            Members = keys.Number("members"),
            Metrics = metrics.DrainToImmutable(),
            Outputs = outputs.DrainToImmutable(),
            PublicNote = keys.Text("public_note")?.Text,
            IsOutside = keys.Flag("outside"),
            Aliases = PageReader.Aliases(keys, context),
            Body = body,
            Place = file.Place,
        };
        var draft = new StudioDraft
        {
            Studio = studio,
            District = keys.Text("district"),
            Industry = keys.Text("industry"),
            Leaders = Leaders(keys),
            MetricSources = metricSources.DrainToImmutable(),
            OutputSources = outputSources.DrainToImmutable(),
            Sources = keys.Texts("sources"),
            Publication = PageReader.Publication(keys),
        };
        keys.Done();
        return draft;
    }

    private static ImmutableArray<LeaderDraft> Leaders(MapReader keys)
    {
        var leaders = ImmutableArray.CreateBuilder<LeaderDraft>();
        foreach (var leader in keys.Maps("leaders"))
        {
            var draft = new LeaderDraft(leader.Text("id"), leader.Text("name"));
            leader.Done();
            if (draft is { Id: null, Name: null }) leader.Lacks("id name");
            else leaders.Add(draft);
        }
        return leaders.DrainToImmutable();
    }
}
