#include "widgets/canvas/node_drag.h"

namespace slipway {

std::unique_ptr<QMimeData> nodeKindMimeData(NodeKind kind)
{
    auto data = std::make_unique<QMimeData>();
    data->setData(QString::fromLatin1(nodeKindMime), toText(kind).toUtf8());
    return data;
}

std::optional<NodeKind> draggedKind(const QMimeData *data)
{
    const QString type = QString::fromLatin1(nodeKindMime);
    if (data == nullptr || !data->hasFormat(type))
        return std::nullopt;
    const QByteArray payload = data->data(type);
    return payload.size() > 64 ? std::nullopt : fromText<NodeKind>(QString::fromUtf8(payload));
}

} // namespace slipway
