#pragma once

#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/connect_tool.h"
#include "widgets/canvas/pan_tool.h"
#include "widgets/canvas/place_tool.h"
#include "widgets/canvas/select_tool.h"

namespace slipway {

// One of each; which one is fed is the view's choice.
struct CanvasView::Tools
{
    explicit Tools(CanvasView &view) : select(view), pan(view), connect(view), place(view) {}

    SelectTool select;
    PanTool pan;
    ConnectTool connect;
    PlaceTool place;
};

} // namespace slipway
