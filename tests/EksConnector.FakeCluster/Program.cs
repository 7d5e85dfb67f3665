using EksConnector.FakeCluster;

return args switch
{
    ["tour", .. string[] rest] => await TourCommand.RunAsync(rest),
    ["serve", .. string[] rest] => await ServeCommand.RunAsync(rest),
    ["control", .. string[] rest] => await ControlCommand.RunAsync(rest),
    _ => Usage.Refuse(args.Length == 0 ? "No command was given." : $"There is no command {args[0]}."),
};
