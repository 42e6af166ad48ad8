using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>The Markdown files that are a page of their own: stories, notices and free pages.</summary>
internal static class PageReader
{
    public static StoryDraft? ReadStory(ContentFile file, StoryId id, ReadingContext context)
    {
        if (Open(file, context) is not var (keys, body)) return null;
        var story = new Story
        {
            Id = id,
            Title = keys.Text("title", required: true)?.Text ?? id.Value,
            Deck = keys.Text("deck")?.Text,
            Date = keys.Day("date"),
            Aliases = Aliases(keys, context),
            Body = body,
            Place = file.Place,
        };
        var draft = new StoryDraft(story, keys.Texts("people"), keys.Texts("sources"), Publication(keys));
        keys.Done();
        return draft;
    }

    public static NoticeDraft? ReadNotice(ContentFile file, NoticeId id, ReadingContext context)
    {
        if (Open(file, context) is not var (keys, body)) return null;
        var notice = new Notice
        {
            Id = id,
            Title = keys.Text("title", required: true)?.Text ?? id.Value,
            From = keys.Moment("from"),
            Until = keys.Moment("until", endOfDay: true),
            Contact = keys.Text("contact")?.Text,
            Body = body,
            Place = file.Place,
        };
        if (keys.Text("until") is null) context.Diagnostics.Add("HW151", keys.Place);
        if (notice.Until < notice.From) context.Diagnostics.Add("HW152", keys.PlaceOf("until"));
        var draft = new NoticeDraft(notice, keys.Text("batch"), keys.Texts("sources"), Publication(keys));
        keys.Done();
        return draft;
    }

    public static FreePageDraft? ReadPage(ContentFile file, FreePageId id, ReadingContext context)
    {
        if (Open(file, context) is not var (keys, body)) return null;
        var page = new FreePage
        {
            Id = id,
            Title = keys.Text("title", required: true)?.Text ?? id.Value,
            Order = keys.Number("order"),
            Body = body,
            Place = file.Place,
        };
        var draft = new FreePageDraft(page, Publication(keys));
        keys.Done();
        return draft;
    }

    /// <summary>Null, and reported, when there is no front matter to read.</summary>
    internal static (MapReader Keys, MarkdownText Body)? Open(ContentFile file, ReadingContext context)
    {
        var markdown = MarkdownFile.Read(file, context);
        return markdown.Front is { } front ? (new MapReader(front, context, file), markdown.Body) : null;
    }

    internal static Publication Publication(MapReader keys) => new(keys.Flag("draft"), keys.Moment("publish_on"), keys.Moment("expire_on"));

    /// <summary>Former addresses, from the root of the site.</summary>
    internal static ImmutableArray<string> Aliases(MapReader keys, ReadingContext context)
    {
        var aliases = ImmutableArray.CreateBuilder<string>();
        foreach (var alias in keys.Texts("aliases"))
        {
            if (FormerAddress.IsOne(alias.Text)) aliases.Add(alias.Text);
            else context.Diagnostics.Add("HW156", alias.Place, alias.Text);
        }
        return aliases.DrainToImmutable();
    }
}
