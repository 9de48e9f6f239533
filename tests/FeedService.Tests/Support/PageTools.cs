// The checkers of tests/tools (npm ci); where they are not installed the test is skipped, with the reason.
namespace FeedService.Tests.Support;

internal static class PageTools
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "tools");

    /// <summary>axe-core's source, to be run in a page.</summary>
    public static string Axe()
    {
        var file = Path.Combine(Folder, "node_modules", "axe-core", "axe.min.js");
        Assert.SkipUnless(File.Exists(file), "axe-core is not installed (npm ci --prefix tests/tools)");
        return File.ReadAllText(file);
    }

    /// <summary>Fails where one of the pages in the folder is not valid HTML.</summary>
    public static async Task ValidateHtmlAsync(string pages)
    {
        var program = Path.Combine(Folder, "node_modules", "html-validate", "bin", "html-validate.mjs");
        Assert.SkipUnless(File.Exists(program), "html-validate is not installed (npm ci --prefix tests/tools)");
        Tool.Require("node", "nodejs");
        await Tool.RunAsync(pages, null, "node", [program, "--config", Path.Combine(Folder, ".htmlvalidate.json"), "--formatter", "text", .. Directory.GetFiles(pages, "*.html")]);
    }
}
