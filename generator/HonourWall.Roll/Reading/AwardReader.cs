namespace HonourWall.Roll.Reading;

/// <summary>awards.yaml: one map for each award, in the order in which awards of one level are shown.</summary>
internal static class AwardReader
{
    public static List<AwardDraft> Read(ContentFile file, ReadingContext context)
    {
        var node = YamlReader.Read(file, 0, file.Text.Length, context.Diagnostics, out var broken);
        if (node is not YamlList list)
        {
            if (node is not null) context.Diagnostics.Add("HW134", file.PlaceAt(node.Offset), "awards.yaml");
            file.HasGaps = broken || node is not null;
            return [];
        }
        var awards = new List<AwardDraft>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (item is not YamlMap map) context.Diagnostics.Add("HW134", file.PlaceAt(item.Offset, item.Length), "awards.yaml");
            else if (ReadOne(new MapReader(map, context, file), awards.Count, context) is { } award) awards.Add(award);
        }
        file.HasGaps = awards.Count < list.Items.Length;
        return awards;
    }

    private static AwardDraft? ReadOne(MapReader keys, int order, ReadingContext context)
    {
        var id = keys.Text("id", required: true);
        var name = keys.Text("name", required: true)?.Text ?? id?.Text ?? "";
        var award = new Award
        {
            Id = id is { } written && context.Slug<Award>(written) is { } slug ? slug : default,
            Name = name,
            Short = keys.Text("short")?.Text ?? name,
            Level = keys.Choice("level", Choices.Levels, Level.Unknown, required: true),
            Recipients = Recipients(keys, context),
            ConferredBy = keys.Text("conferred_by")?.Text,
            CarriesTreatment = keys.Choice("treatment", Choices.Treatments, null),
            ForWhom = keys.Text("for_whom")?.Text,
            Eligibility = keys.Markdown("eligibility"),
            About = keys.Markdown("about"),
            Order = order,
        };
        var requires = keys.Texts("requires");
        var sources = keys.Texts("sources");
        keys.Done();
        return id is { } known && award.Id != default ? new AwardDraft(award, known, requires, sources) : null;
    }

    private static RecipientKind Recipients(MapReader keys, ReadingContext context)
    {
        var kinds = RecipientKind.None;
        foreach (var text in keys.Texts("recipient")) kinds |= context.Choose(text, Choices.Recipients, RecipientKind.None);
        return kinds;
    }
}
