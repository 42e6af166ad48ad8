using System.Globalization;

namespace HonourWall.Site;

/// <summary>Where each page stands, from the root of the site: always <c>/…/</c>. The only place that spells addresses.</summary>
public static class Addresses
{
    public const string Home = "/";
    public const string Wall = "/wall/";
    public const string Search = "/search/";
    public const string Honourees = "/honourees/";
    public const string NationalFigures = "/national-figures/";
    public const string Collectives = "/collectives/";
    public const string Studios = "/studios/";
    public const string Stories = "/stories/";
    public const string Notices = "/notices/";
    public const string Awards = "/awards/";
    public const string Batches = "/batches/";
    public const string Years = "/years/";
    public const string Districts = "/districts/";
    public const string Industries = "/industries/";
    public const string Figures = "/figures/";
    public const string Names = "/names/";
    public const string Surnames = "/names/surnames/";
    public const string Feed = "/feed.xml";
    public const string NotFound = "/404.html";
    /// <summary>The year of a batch whose year is not known (年份待考).</summary>
    public const string UndatedYear = "undated";

    public static string Of(HonoureeId id) => string.Concat("/honourees/", id.Value, "/");
    public static string Of(CollectiveId id) => $"/collectives/{id}/";
    public static string Of(StudioId id) => $"/studios/{id}/";
    public static string Of(StoryId id) => $"/stories/{id}/";
    public static string Of(NoticeId id) => $"/notices/{id}/";
    public static string Of(AwardId id) => $"/awards/{id}/";
    public static string Of(BatchId id) => $"/batches/{id}/";
    public static string Of(DistrictId id) => $"/districts/{id}/";
    public static string Of(IndustryId id) => $"/industries/{id}/";
    public static string Of(FreePageId id) => $"/{id}/";

    /// <summary>The page of whoever received the honour.</summary>
    public static string OfRecipient(Honour honour) => honour.IsCollective ? $"/collectives/{honour.RecipientId}/" : $"/honourees/{honour.RecipientId}/";

    public static string Of(Recipient recipient) => recipient switch
    {
        Honouree h => Of(h.Id),
        Collective c => Of(c.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(recipient)),
    };

    public static string OfYear(int? year) => $"/years/{YearSlug(year)}/";
    public static string OfDistrictYear(DistrictId district, int? year) => $"/districts/{district}/{YearSlug(year)}/";
    public static string OfLetter(char letter) => char.IsAsciiLetter(letter) ? $"/names/{char.ToLowerInvariant(letter)}/" : "/names/other/";
    public static string OfStrokes(int strokes) => string.Create(CultureInfo.InvariantCulture, $"/names/strokes/{strokes}/");

    /// <summary>The course of a batch on the wall.</summary>
    public static string OnWall(BatchId id) => $"{Wall}#b-{id}";

    /// <summary>A person's name on the wall; for honours of people of the city only.</summary>
    public static string OnWall(Honour honour) => $"{Wall}#n-{honour.Batch.Id}-{honour.RecipientId}";

    /// <summary>The stele of a year on the wall.</summary>
    public static string YearOnWall(int? year) => $"{Wall}#y{YearSlug(year)}";

    /// <summary>Page <paramref name="number"/> of a long list; the first stands at the list's own address.</summary>
    public static string PageOf(string list, int number) => number == 1 ? list : string.Create(CultureInfo.InvariantCulture, $"{list}page/{number}/");

    private static string YearSlug(int? year) => year?.ToString(CultureInfo.InvariantCulture) ?? UndatedYear;
}
