#pragma once

#include "tests/ui/gallery_stage.h"

namespace slipway::gallery {

// The Operation Center with its lists, dialogs and states.
QList<Picture> operationsPictures();

} // namespace slipway::gallery
