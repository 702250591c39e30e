"""What a graph gives cause to look into: rules over its statements, each finding with its quotes."""
