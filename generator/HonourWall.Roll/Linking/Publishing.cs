using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>What counts as published at the moment of the read, in the site's time zone.</summary>
internal sealed class Publishing(RollReadOptions options, TimeZoneInfo timeZone)
{
    private readonly DateTime _now = TimeZoneInfo.ConvertTime(options.Now, timeZone).DateTime;

    public bool Shows(Publication publication) =>
        (options.Drafts || !publication.IsDraft) && HasBegun(publication.PublishOn) && !(publication.ExpireOn <= _now);

    public bool HasBegun(DateTime? moment) => options.Future || !(moment > _now);

    /// <summary>A notice shows its candidates from its first moment to its last.</summary>
    public bool IsOpen(NoticeDraft draft) => Shows(draft.Publication) && HasBegun(draft.Notice.From) && !(draft.Notice.Until < _now);
}
