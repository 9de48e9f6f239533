// Table of contents. The command line decides what runs; ServeCommand composes the service.
using FeedService.Commands;

return await CommandLine.RunAsync(args);
