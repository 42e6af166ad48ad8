using System.Collections.Immutable;
using System.Globalization;

namespace HonourWall.Roll.Reading;

/// <summary>The files of honourees and collectives.</summary>
internal static class RecipientReader
{
    /// <summary>The longest sentence above a page, in characters.</summary>
    private const int LongestMotivation = 60;

    public static RecipientDraft<Honouree>? ReadHonouree(ContentFile file, HonoureeId id, ReadingContext context)
    {
        if (PageReader.Open(file, context) is not var (keys, body)) return null;
        var name = NameCheck.Check(keys.Text("name", required: true), context);
        var page = new Honouree
        {
            Id = id,
            Name = name?.Text ?? id.Value,
            Pinyin = keys.Text("pinyin")?.Text,
            AlsoKnownAs = keys.Strings("also_known_as"),
            Gender = keys.Choice<string?>("gender", Choices.Genders, null),
            Ethnicity = keys.Shared("ethnicity"),
            Born = keys.Date("born"),
            Died = keys.Date("died"),
            NativePlace = keys.Shared("native_place"),
            Employer = keys.Shared("employer"),
            Occupation = keys.Shared("occupation"),
            Motivation = Motivation(keys, context),
            Portrait = Portrait(keys, file, context),
            Videos = Videos(keys, file, context),
            IsOutside = keys.Flag("outside"),
            Aliases = PageReader.Aliases(keys, context),
            Body = body,
            HasFile = true,
            Place = file.Place,
        };
        if (page is { Born: { } born, Died: { } died } && died.Latest < born.Earliest) context.Diagnostics.Add("HW153", keys.PlaceOf("died"), died.ToString(), born.ToString());
        var draft = new RecipientDraft<Honouree>
        {
            Page = page,
            Id = id.Value,
            File = file,
            Name = name,
            District = keys.Text("district"),
            Industry = keys.Text("industry"),
            Sources = keys.Texts("sources"),
            Related = Related(keys),
            Publication = PageReader.Publication(keys),
        };
        keys.Done();
        return draft;
    }

    public static RecipientDraft<Collective>? ReadCollective(ContentFile file, CollectiveId id, ReadingContext context)
    {
        if (PageReader.Open(file, context) is not var (keys, body)) return null;
        var name = NameCheck.Check(keys.Text("name", required: true), context);
        var page = new Collective
        {
            Id = id,
            Name = name?.Text ?? id.Value,
            Employer = keys.Shared("employer"),
            IsOutside = keys.Flag("outside"),
            Aliases = PageReader.Aliases(keys, context),
            Body = body,
            Place = file.Place,
        };
        var draft = new RecipientDraft<Collective>
        {
            Page = page,
            Id = id.Value,
            File = file,
            Name = name,
            District = keys.Text("district"),
            Industry = keys.Text("industry"),
            Sources = keys.Texts("sources"),
            Publication = PageReader.Publication(keys),
        };
        keys.Done();
        return draft;
    }

    private static string? Motivation(MapReader keys, ReadingContext context)
    {
        if (keys.Text("motivation") is not { } motivation) return null;
        var length = motivation.Text.EnumerateRunes().Count();
        if (length > LongestMotivation) context.Diagnostics.Add("HW148", motivation.Place, Invariant(length), Invariant(LongestMotivation));
        return motivation.Text;
    }

    private static Picture? Portrait(MapReader keys, ContentFile file, ReadingContext context)
    {
        if (keys.Map("portrait") is not { } portrait) return null;
        var picture = portrait.Text("file", required: true);
        var credit = portrait.Text("credit")?.Text;
        var alt = portrait.Text("alt", required: true)?.Text ?? "";
        var focus = portrait.Text("focus") is { } point ? context.Focus(point) : null;
        portrait.Done();
        if (picture is not { } written || context.FileBeside(file, written) is not { } path) return null;
        return new Picture(path, credit, alt, focus, written.Place);
    }

    private static ImmutableArray<Video> Videos(MapReader keys, ContentFile file, ReadingContext context)
    {
        var asked = keys.Maps("videos");
        var videos = ImmutableArray.CreateBuilder<Video>(asked.Count);
        foreach (var video in asked)
        {
            var written = video.Text("file");
            var url = video.Address("url");
            if (written is null && video.Text("url") is null) video.Lacks("file url");
            var title = video.Text("title", required: true)?.Text;
            var captions = video.Text("captions");
            if (captions is null) context.Diagnostics.Add("HW158", video.Place);
            var poster = Beside(video.Text("poster"), file, context);
            video.Done();
            var path = Ending(written, VideoEndings, context) ? Beside(written, file, context) : null;
            var text = Ending(captions, CaptionEndings, context) ? Beside(captions, file, context) : null;
            if (title is not null && text is not null && (path is not null || url is not null)) videos.Add(new Video(title, path, url, text, poster, video.Place));
        }
        return videos.ToImmutable();
    }

    private static readonly string[] VideoEndings = [".mp4", ".webm"];
    private static readonly string[] CaptionEndings = [".vtt"];

    /// <summary>What browsers play; anything else is reported.</summary>
    private static bool Ending(Written? written, string[] endings, ReadingContext context)
    {
        if (written is not { } name) return false;
        if (endings.Contains(Path.GetExtension(name.Text).ToLowerInvariant())) return true;
        context.Diagnostics.Add("HW159", name.Place, name.Text, string.Join(' ', endings));
        return false;
    }

    private static string? Beside(Written? written, ContentFile file, ReadingContext context) =>
        written is { } name ? context.FileBeside(file, name) : null;

    private static ImmutableArray<RelationDraft> Related(MapReader keys)
    {
        var asked = keys.Maps("related");
        var relations = ImmutableArray.CreateBuilder<RelationDraft>(asked.Count);
        foreach (var relation in asked)
        {
            var id = relation.Text("id", required: true);
            var kind = relation.Choice<RelationKind?>("relation", Choices.Relations, null, required: true);
            relation.Done();
            if (id is { } written && kind is { } known) relations.Add(new RelationDraft(written, known));
        }
        return relations.DrainToImmutable();
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
