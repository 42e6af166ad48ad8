using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>batches.csv and the files of the folder <c>batches</c>: one row, one honour.</summary>
internal static class BatchReader
{
    public static ImmutableArray<BatchDraft> ReadBatches(CsvTable table, ReadingContext context)
    {
        var (id, award, name) = (table.Column("id", required: true), table.Column("award", required: true), table.Column("name", required: true));
        var (year, date, count) = (table.Column("year"), table.Column("date"), table.Column("published_count"));
        var (decision, meeting, conferredBy) = (table.Column("decision"), table.Column("meeting"), table.Column("conferred_by"));
        var source = table.Column("source");
        table.NoteColumn();
        var batches = ImmutableArray.CreateBuilder<BatchDraft>();
        foreach (var row in table.Rows())
        {
            if (ListReader.Id<Batch>(row, id, context) is not var (slug, written)) continue;
            ListReader.Required(row, award, "award", context);
            batches.Add(new BatchDraft
            {
                BatchId = slug,
                Id = written,
                Award = row[award],
                Year = row[year] is { } title ? context.Year(title) : null,
                Date = row[date] is { } day ? context.PastDay(day) : null,
                DatePlace = row.PlaceOf(date),
                Name = ListReader.Required(row, name, "name", context) ?? slug.Value,
                Decision = row.Text(decision),
                Meeting = row.Text(meeting),
                ConferredBy = row.Text(conferredBy),
                PublishedCount = ListReader.Number(row[count], context),
                PublishedCountPlace = row.PlaceOf(count),
                Sources = ListReader.Ids(row[source]),
                SourcePlace = row.PlaceOf(source),
                Place = row.Place,
            });
        }
        return batches.DrainToImmutable();
    }

    public static BatchRows ReadRows(string batch, ContentFile file, ReadingContext context)
    {
        var table = new CsvTable(file, context.Strings, context.Diagnostics);
        var columns = new RowColumns(table);
        var lines = table.Rows();
        var rows = ImmutableArray.CreateBuilder<HonourRow>(lines.Count);
        var seen = new HashSet<(string, bool?)>(lines.Count);
        foreach (var line in lines)
        {
            if (ListReader.Id<Honouree>(line, columns.Id, context) is not var (_, written)) continue;
            var row = ReadRow(line, written, columns, context);
            if (seen.Add((row.Id.Text, row.IsCollective))) rows.Add(row);
            else context.Diagnostics.Add("HW150", written.Place, written.Text);
        }
        return new BatchRows(batch, file, rows.DrainToImmutable());
    }

    private static HonourRow ReadRow(CsvRow line, Written id, in RowColumns columns, ReadingContext context)
    {
        var status = line[columns.Status] is { } word ? context.Choose(word, Choices.Statuses, HonourStatus.Granted) : HonourStatus.Granted;
        var kind = line[columns.Kind] is { } recipient && context.Choose(recipient, Choices.RowKinds, null) is not null ? line[columns.Kind] : null;
        // The name of someone whose honour was withdrawn goes no further than this line.
        if (status == HonourStatus.Withdrawn) return new HonourRow { Id = id, Status = status, Kind = kind };
        if (line[columns.Gender] is { } gender) context.Choose(gender, Choices.Genders, null);
        return new HonourRow
        {
            Id = id,
            Name = NameCheck.Check(line[columns.Name], context),
            Kind = kind,
            Gender = line[columns.Gender],
            Ethnicity = line[columns.Ethnicity],
            District = line[columns.District],
            Employer = line.Text(columns.Employer),
            Title = line.Text(columns.Title),
            Industry = line[columns.Industry],
            Status = status,
            IsOutside = line[columns.Outside] is { } outside && context.Choose(outside, Choices.Flags, false),
            Sources = ListReader.Ids(line[columns.Source]),
            PublicNote = line.Text(columns.PublicNote),
            Line = (line.Start, line.End - line.Start),
        };
    }

    /// <summary>Where the columns of one file stand.</summary>
    private readonly struct RowColumns
    {
        public RowColumns(CsvTable table)
        {
            (Id, Name, Kind) = (table.Column("id", required: true), table.Column("name", required: true), table.Column("kind"));
            (Gender, Ethnicity, District) = (table.Column("gender"), table.Column("ethnicity"), table.Column("district"));
            (Employer, Title, Industry) = (table.Column("employer"), table.Column("title"), table.Column("industry"));
            (Status, Outside, Source) = (table.Column("status"), table.Column("outside"), table.Column("source"));
            PublicNote = table.Column("public_note");
            table.NoteColumn();
        }

        public readonly int Id, Name, Kind, Gender, Ethnicity, District, Employer, Title, Industry, Status, Outside, Source, PublicNote;
    }
}
