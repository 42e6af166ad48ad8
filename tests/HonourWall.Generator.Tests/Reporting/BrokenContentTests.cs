using HonourWall.Generator.Tests.Commands;
using HonourWall.Generator.Tests.Importing;
using HonourWall.Generator.Tests.Pictures;
using HonourWall.Generator.Tests.Reading;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Reporting;

/// <summary>Every diagnostic at its place and in its words. <c>APPROVE=1 dotnet test</c> writes what is printed now.</summary>
public sealed class BrokenContentTests
{
    /// <summary>Diagnostics that no content folder can hold, and the test that shows them.</summary>
    private static readonly Dictionary<string, string> TestedElsewhere = new(StringComparer.Ordinal)
    {
        ["HW100"] = nameof(A_folder_that_is_not_there_is_reported),
        ["HW105"] = nameof(Links_to_nothing_and_in_a_circle_are_reported_and_good_ones_are_followed),
        ["HW106"] = nameof(StrangeFileTests.Pipes_sockets_and_devices_are_reported_and_never_opened),
        ["HW303"] = nameof(WithoutLibvipsTests.A_picture_on_its_side_is_refused_and_the_way_out_is_told),
        ["HW308"] = nameof(WithoutLibvipsTests.A_picture_on_its_side_is_refused_and_the_way_out_is_told),
        ["HW309"] = nameof(CardTests.Where_the_font_is_not_installed_there_are_no_cards),
        ["HW310"] = nameof(CardTests.A_character_that_no_font_has_is_named_and_its_card_is_not_made),
        ["HW701"] = nameof(ImporterTests.A_file_that_is_no_workbook_is_reported),
        ["HW702"] = nameof(ImporterTests.A_file_without_headings_is_no_list),
        ["HW703"] = nameof(ImporterTests.Of_two_lists_in_a_workbook_one_is_chosen_and_hidden_sheets_do_not_count),
        ["HW704"] = nameof(ImporterTests.Every_mistake_is_named_by_its_cell_and_nothing_is_written),
        ["HW705"] = nameof(ImporterTests.Every_mistake_is_named_by_its_cell_and_nothing_is_written),
        ["HW706"] = nameof(ImporterTests.Every_mistake_is_named_by_its_cell_and_nothing_is_written),
        ["HW707"] = nameof(ImporterTests.Every_mistake_is_named_by_its_cell_and_nothing_is_written),
        ["HW708"] = nameof(ImporterTests.The_same_person_twice_in_a_list_is_an_error_unless_they_are_two),
        ["HW709"] = nameof(ImporterTests.Personal_columns_are_never_taken_over),
        ["HW710"] = nameof(ImporterTests.Somebody_of_a_known_name_is_proposed_and_never_assumed),
        ["HW711"] = nameof(ImporterTests.Somebody_of_a_known_name_is_proposed_and_never_assumed),
        ["HW712"] = nameof(ImporterTests.A_decision_must_fit_its_row),
        ["HW713"] = nameof(ImporterTests.A_name_without_a_reading_asks_for_an_id),
        ["HW714"] = nameof(ImporterTests.A_new_batch_is_made_when_its_award_is_named),
        ["HW715"] = nameof(ImporterTests.Personal_columns_are_never_taken_over),
        ["HW716"] = nameof(UnitColumnTests.Unit_and_post_in_one_column_stay_together),
        ["HW717"] = nameof(ImporterTests.A_list_of_collectives_goes_into_an_award_for_units),
        ["HW718"] = nameof(ImporterTests.A_list_of_collectives_goes_into_an_award_for_units),
        ["HW719"] = nameof(ImporterTests.A_cell_that_is_not_one_name_is_reported_unless_a_clerk_says_that_it_is),
        ["HW720"] = nameof(EditorCommandTests.A_new_file_for_a_known_name_asks_who_it_is),
        ["HW721"] = nameof(EditorCommandTests.A_file_that_is_there_is_not_written_over),
        ["HW722"] = nameof(ImporterTests.Hidden_rows_and_formulas_without_a_result_are_reported_and_nothing_is_taken),
        ["HW723"] = nameof(ImporterTests.Hidden_rows_and_formulas_without_a_result_are_reported_and_nothing_is_taken),
        ["HW724"] = nameof(ImporterTests.A_date_that_Excel_made_of_something_else_is_no_unit_and_no_post),
        ["HW725"] = nameof(ImporterTests.Of_two_lists_in_a_workbook_one_is_chosen_and_hidden_sheets_do_not_count),
        ["HW726"] = nameof(ImporterTests.A_column_that_is_left_out_must_be_there),
        ["HW727"] = nameof(EditorCommandTests.A_file_that_is_there_is_not_written_over),
    };

    public static TheoryData<string> Samples => [.. BrokenSample.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_broken_sample_is_reported_as_expected(string name)
    {
        var sample = new BrokenSample(name);
        using var content = sample.Open();
        var diagnostics = BrokenSample.Check(content);
        Assert.Contains(diagnostics, d => d.Code == sample.Code);
        foreach (var language in sample.Languages)
        {
            var report = BrokenSample.Report(diagnostics, language, content.Path);
            if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(sample.ExpectedPath(language), report);
            Assert.Equal(File.ReadAllText(sample.ExpectedPath(language)), report);
        }
    }

    [Fact]
    public void The_base_of_the_samples_has_nothing_to_report()
    {
        using var content = new SampleContent();
        Assert.Empty(BrokenSample.Check(content));
    }

    [Fact]
    public void Every_diagnostic_has_a_sample()
    {
        var shown = BrokenSample.Names.Select(n => n[..5]).Concat(TestedElsewhere.Keys);
        Assert.Equal(DiagnosticCatalogue.All.Select(e => e.Code), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_to_nothing_and_in_a_circle_are_reported_and_good_ones_are_followed()
    {
        using var content = new SampleContent();
        File.CreateSymbolicLink(content.PathOf("honourees/gone.md"), "/nowhere/gone.md");
        File.CreateSymbolicLink(content.PathOf("honourees/itself.md"), "itself.md");
        Directory.CreateSymbolicLink(content.PathOf("honourees/circle"), "../honourees");
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("stories/di-yi-tian.md", "---\ntitle: 第一天\nbroken_key: 1\n---\n\n正文\n");
        Directory.CreateSymbolicLink(content.PathOf("stories"), elsewhere.PathOf("stories"));

        Assert.Equal(
            ["content/honourees/circle: HW105", "content/honourees/gone.md: HW105", "content/honourees/itself.md: HW105", "content/stories/di-yi-tian.md:3:1: HW131"],
            BrokenSample.Check(content).Select(d => $"{d.Place}: {d.Code}"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_reported()
    {
        using var folder = new TemporaryFolder();
        var content = folder.PathOf("contant");
        var result = new BuildPipeline(new BuildOptions { Source = content, Now = DateTimeOffset.UnixEpoch }).Run(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("""
            contant: error HW100: there is no content folder "contant"
                help: Check that --source points to the right place; to begin with a new one: honourwall new site <title>.

            """, BrokenSample.Report(result.Diagnostics, "en", content));
    }
}
